import { expect, it } from 'vitest'
import { Case } from '../../core/feedback/case.ts'
import { withdraw } from '../../core/feedback/reporter-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { aPerson, aPost, aUnit } from '../../core/people/testing.ts'
import { casesSince } from '../../core/rules/counted.ts'
import { County } from '../feedback/county.ts'
import { recordingStore } from '../support/recording-store.ts'

it('cases that a rule counts are read once, and again when any process changed them', async () => {
  const county = await County.of({
    units: [aUnit('u1'), aUnit('u2', { parent: 'u1' })],
    posts: [aPost('desk', 'u1', { holder: 'officer' })],
    people: [aPerson('officer', { roles: ['officer'] })],
  })
  const send = async (text: string) =>
    (await county.execute(submit, { text, reporter: 'nothing' }, { kind: 'citizen' })).id
  const [first] = [await send('m0 the light is out'), await send('m0 the bridge is broken')]
  const here = recordingStore(county.store)
  let minute = 10
  const counted = () =>
    casesSince(readerOf(here, Case), '2020-01-01T00:00:00.000Z', `2025-06-30T01:${++minute}:00.000Z`)
  expect(await counted()).toHaveLength(2)
  expect(JSON.stringify(await counted())).not.toContain('light')
  here.forget()
  expect((await counted()).map(({ state }) => state)).toEqual(['received', 'received'])
  expect(here.reads, 'only the versions').toBe(1)
  const found = await counted()
  here.forget()
  minute--
  expect(await counted()).toBe(found)
  expect(here.reads, 'nothing in the same moments').toBe(0)
  // Another process: it shares nothing with this one but the store.
  await county.execute(withdraw, { case: first, reason: 'it shines' }, { kind: 'citizen', follows: first })
  await send('m0 a third')
  here.forget()
  expect((await counted()).map(({ state }) => state).sort()).toEqual(['received', 'received', 'withdrawn'])
  expect(here.reads, 'the versions, and one page of those that changed').toBe(2)
})
