import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toDay } from '../calendar/index.ts'
import { type Absence, awayTimes, overlaps, stateOf, timesOf } from './absence.ts'

const ZONE = 'Asia/Shanghai'
const START = toDay('2025-06-30')

const anyAbsence: fc.Arbitrary<Absence> = fc
  .record({ from: fc.nat({ max: 40 }), days: fc.nat({ max: 10 }), ended: fc.option(fc.nat({ max: 60 * 24 })) })
  .map(({ from, days, ended }) => ({
    ...{ id: 'a', from: addDays(START, from), to: addDays(START, from + days) },
    ...{ announcedAt: '2025-06-30T00:00:00.000Z', announcedBy: 'person:p' },
    ...(ended === null
      ? {}
      : { endedAt: new Date(Date.parse('2025-06-30T00:00:00Z') + ended * 3_600_000).toISOString() }),
  }))

const instants = Array.from({ length: 60 * 8 }, (_, n) =>
  new Date(Date.parse('2025-06-29T16:00:00Z') + n * 3 * 3_600_000).toISOString(),
)

describe('any absence', () => {
  it('runs exactly in its times, and goes from ahead over running to over without coming back', () => {
    fc.assert(
      fc.property(anyAbsence, (absence) => {
        const states = instants.map((now) => stateOf(absence, now, ZONE))
        const { from, until } = timesOf(absence, ZONE)
        expect(instants.filter((_, n) => states[n] === 'running')).toEqual(
          instants.filter((now) => from <= now && now < until),
        )
        const order = states.map((state) => ['ahead', 'running', 'over'].indexOf(state))
        if (!states.includes('cancelled')) expect(order).toEqual(order.toSorted((a, b) => a - b))
      }),
    )
  })

  it('overlaps another exactly when there is an instant in both', () => {
    fc.assert(
      fc.property(anyAbsence, anyAbsence, (a, b) => {
        const both = instants.some((now) => [a, b].every((each) => stateOf(each, now, ZONE) === 'running'))
        if (both) expect(overlaps(a, b, ZONE)).toBe(true)
        expect(overlaps(a, b, ZONE)).toBe(overlaps(b, a, ZONE))
        if (a.endedAt === undefined && b.endedAt === undefined)
          expect(overlaps(a, b, ZONE)).toBe(a.from <= b.to && b.from <= a.to)
      }),
    )
  })

  it('is told to others for as long as it matters', () => {
    fc.assert(
      fc.property(fc.array(anyAbsence, { maxLength: 5 }), fc.constantFrom(...instants), (absences, now) => {
        const away = awayTimes(absences, now, ZONE)
        expect(away.map(({ from }) => from)).toEqual(away.map(({ from }) => from).toSorted())
        const running = absences.some((absence) => ['running', 'ahead'].includes(stateOf(absence, now, ZONE)))
        if (running) expect(away.length).toBeGreaterThan(0)
      }),
    )
  })
})
