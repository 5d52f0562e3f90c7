import { describe, expect, it } from 'vitest'
import { submit } from '../../core/feedback/submit.ts'
import { list, record } from '../../core/receptions/operations.ts'
import { smallCounty } from './small-county.ts'

const DAY = {
  kind: 'reception',
  day: '2026-03-02',
  leader: 'leader',
  place: 'the hall',
  people: 12,
  summary: 'lamps and roads',
}

describe('reception days', () => {
  it('are counted with the people who came, the newest first', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    await county.execute(record, { ...DAY, day: '2026-02-25' }, officer)
    await county.execute(record, { ...DAY, kind: 'visit', people: 30 }, officer)
    await county.execute(record, { ...DAY, day: '2025-12-01' }, officer)
    const year = await county.execute(list, { from: '2026-01-01', to: '2026-12-31' }, await county.actor('viewer'))
    expect(year).toMatchObject({ days: 2, people: 42 })
    expect(year.rows.map(({ day }) => day)).toEqual(['2026-03-02', '2026-02-25'])
  })

  it('are recorded when they are over, of a leader in service', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    expect(await county.attempt(record, { ...DAY, day: '2026-03-03' }, officer)).toBe('reception.in-the-future')
    expect(await county.attempt(record, { ...DAY, leader: 'nobody' }, officer)).toBe('reception.leader-unknown')
  })

  it('are recorded by officers alone', async () => {
    const county = await smallCounty()
    for (const person of ['viewer', 'custodian', 'handler2']) {
      expect(await county.attempt(record, DAY, await county.actor(person))).toBe('not-allowed')
    }
  })

  it('name only the cases that their reader may see', async () => {
    const county = await smallCounty()
    const against = { units: [], people: ['viewer'] }
    const { id, number } = await county.execute(
      submit,
      { text: 'm0 broken', reporter: 'nothing', against },
      { kind: 'citizen' },
    )
    await county.execute(record, { ...DAY, cases: [id] }, await county.actor('officer'))
    const casesFor = async (person: string) =>
      (await county.execute(list, {}, await county.actor(person))).rows.flatMap(({ cases }) => cases)
    expect(await casesFor('director')).toEqual([number])
    expect(await casesFor('viewer')).toEqual([])
  })
})
