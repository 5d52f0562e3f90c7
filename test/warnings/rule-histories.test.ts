import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dispatchAsProposed } from '../../core/feedback/dispatch-steps.ts'
import { accept, answerCase } from '../../core/feedback/handler-steps.ts'
import { OPEN } from '../../core/feedback/lifecycle.ts'
import { reopen } from '../../core/feedback/reporter-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { aPerson, aPost, aUnit } from '../../core/people/testing.ts'
import { DAY, later } from '../../core/ports/clock.ts'
import { caseChanged } from '../../core/rules/watch.ts'
import { Warning, type WarningData } from '../../core/warnings/warning.ts'
import { County, type Members } from '../feedback/county.ts'

const MEMBERS: Members = {
  units: [aUnit('u0'), aUnit('u1', { parent: 'u0' }), aUnit('u2', { parent: 'u0' })],
  posts: [
    aPost('top', 'u0', { rank: 'head', holder: 'leader' }),
    aPost('desk', 'u1', { holder: 'officer' }),
    aPost('head2', 'u2', { rank: 'head', holder: 'head' }),
    aPost('door2', 'u2', { holder: 'clerk', reception: true }),
  ],
  people: [aPerson('leader'), aPerson('head'), aPerson('clerk'), aPerson('officer', { roles: ['officer'] })],
}

const anAct = fc.oneof(
  fc.constantFrom('dispatch', 'accept', 'answer', 'reopen', 'restart', 'anew'),
  fc.integer({ min: 1, max: 9 }),
)

it('whatever happens to a case and however often the program restarts, each ground is warned of once, and an answered case never escalates', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anAct, { minLength: 6, maxLength: 16 }), async (acts) => {
      let county = await County.of(MEMBERS)
      const report = { text: 'm0 the light is out', reporter: 'nothing' }
      const { id } = await county.execute(submit, report, { kind: 'citizen' })
      const [officer, clerk] = [await county.actor('officer'), await county.actor('clerk')]
      const all = async (): Promise<readonly WarningData[]> => {
        const found: WarningData[] = []
        for await (const { data } of readerOf(county.store, Warning).stream({})) found.push(data)
        return found
      }
      const climbs = async () => (await all()).flatMap(({ steps }) => steps).filter(({ did }) => did === 'climb').length
      for (const act of ['dispatch', 'accept', ...acts] as const) {
        if (act === 'dispatch') await county.attempt(dispatchAsProposed, { case: id }, officer)
        else if (act === 'accept') await county.attempt(accept, { case: id }, clerk)
        else if (act === 'answer') await county.attempt(answerCase, { case: id, text: 'mended' }, clerk)
        else if (act === 'reopen') await county.attempt(reopen, { case: id, reason: 'dark again' }, SYSTEM)
        else if (act === 'restart') county = await county.restarted(county.content)
        else if (act === 'anew') await county.attempt(caseChanged, { case: id, step: 'anew' }, SYSTEM)
        else {
          const owed = OPEN.includes((await county.case(id)).state)
          const before = [(await all()).length, await climbs()]
          await county.until(later(county.clock.now(), act * DAY))
          if (!owed) expect([(await all()).length, await climbs()]).toEqual(before)
        }
      }
      const grounds = (await all()).map(
        ({ ground, to }) => `${ground.rule?.name} ${ground.day} ${ground.says['zh-CN']} ${to}`,
      )
      expect(new Set(grounds).size).toBe(grounds.length)
    }),
    { numRuns: 25 },
  )
})
