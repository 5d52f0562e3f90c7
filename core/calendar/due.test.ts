import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarFrom } from './calendar.ts'
import { close, extend, type LimitClock, reopen, resume, type Stop, startClock, stop, transfer } from './clock.ts'
import { addDays, toDay } from './day.ts'
import { dueDay, dueDayIfAnswered, isOverdue } from './due.ts'
import { type Instant, instantOf, millisecondsOf } from './instant.ts'
import { recompute } from './recompute.ts'
import { anyInstant, listsAndOneToImport, officialLists, shippedOffice } from './testing.ts'
import { instantAt } from './wall-clock.ts'

const calendar = calendarFrom(officialLists, shippedOffice)
/** A moment in June 2025, on the wall in Shanghai; 2 June is a feast, 3 June a Tuesday, no other feasts follow. */
const june = (date: number, time = '10:00') => instantAt(addDays(toDay('2025-05-31'), date), time, 'Asia/Shanghai')
const started = startClock('roads', 5, june(3))
const stopped = (from: Instant, to: Instant, clock = started, question = 'where') =>
  resume(stop(clock, question, from), question, to)
const due = (clock: LimitClock) => dueDay(clock, calendar)?.day

describe('the due day', () => {
  it('is the last working day of the limit, at closing', () => {
    expect(dueDay(started, calendar)).toEqual({ day: '2025-06-10', at: june(10, '17:30'), provisional: false })
  })

  it('moves by the closings that fall into a stop', () => {
    expect(due(stopped(june(4, '10:00'), june(4, '16:00')))).toBe('2025-06-10')
    expect(due(stopped(june(4, '10:00'), june(5, '09:00')))).toBe('2025-06-11')
    expect(due(stopped(june(4, '18:00'), june(5, '08:00')))).toBe('2025-06-10')
    expect(due(stopped(june(3, '11:00'), june(4, '09:00')))).toBe('2025-06-11')
  })

  it('does not move for a weekend', () => {
    expect(due(stopped(june(7), june(8)))).toBe('2025-06-10')
    expect(due(stopped(june(7), june(9, '09:00')))).toBe('2025-06-10')
    expect(due(stopped(june(6, '18:00'), june(9, '08:00')))).toBe('2025-06-10')
    expect(due(stopped(june(6, '10:00'), june(9, '10:00')))).toBe('2025-06-11')
  })

  it('counts overlapping stops once', () => {
    const twice = stop(stop(started, 'where', june(4)), 'when', june(5))
    const answered = resume(resume(twice, 'where', june(6)), 'when', june(9))
    expect(due(answered)).toBe(due(stopped(june(4), june(9))))
    expect(due(answered)).toBe('2025-06-13')
  })

  it('is unknown while a question is open, and can be forecast', () => {
    const asked = stop(started, 'where', june(5))
    expect(dueDay(asked, calendar)).toBeUndefined()
    expect(isOverdue(asked, calendar, june(30))).toBe(false)
    expect(dueDayIfAnswered(asked, calendar, june(6))?.day).toBe('2025-06-11')
    expect(dueDayIfAnswered(asked, calendar, june(4))?.day).toBe('2025-06-10')
  })

  it('stays when the citizen is asked only after the limit has passed', () => {
    expect(due(stop(started, 'where', june(10, '17:30')))).toBe('2025-06-10')
    expect(dueDay(stop(started, 'where', june(10, '17:29')), calendar)).toBeUndefined()
  })

  it('moves by an extension, stays with a transfer, and is new after reopening', () => {
    expect(due(extend(started, 3, june(5)))).toBe('2025-06-13')
    expect(due(transfer(started, 'water', june(6)))).toBe('2025-06-10')
    expect(due(transfer(started, 'water', june(6), 5))).toBe('2025-06-13')
    expect(due(reopen(close(stopped(june(4), june(6)), june(11)), 2, june(23)))).toBe('2025-06-25')
  })

  it('is missed only after closing time', () => {
    expect(isOverdue(started, calendar, june(10, '17:30'))).toBe(false)
    expect(isOverdue(started, calendar, june(10, '17:31'))).toBe(true)
    expect(isOverdue(close(started, june(10, '17:00')), calendar, june(30))).toBe(false)
    expect(isOverdue(close(started, june(11)), calendar, june(11))).toBe(true)
  })
})

const HOUR = 3_600_000
const hoursAfter = (instant: Instant, hours: number) => instantOf(millisecondsOf(instant) + hours * HOUR)
/** A clock with finite stops drawn in any order, overlapping or not. */
const anyClock = fc
  .record({
    startedAt: anyInstant,
    limit: fc.nat(30),
    stops: fc.array(fc.record({ after: fc.nat(900), hours: fc.nat(200) }), { maxLength: 6 }),
  })
  .map(({ startedAt, limit, stops }) => ({
    ...startClock('roads', limit, startedAt),
    stops: stops.map(({ after: wait, hours }, index): Stop => {
      const from = hoursAfter(startedAt, wait)
      return { question: `q${index}`, from, to: hoursAfter(from, hours) }
    }),
  }))

describe('for every clock', () => {
  it('a stop never gives time back twice: no more than the working days any stop covers', () => {
    fc.assert(
      fc.property(anyClock, (clock) => {
        const base = dueDay({ ...clock, stops: [] }, calendar)
        const moved = dueDay(clock, calendar)
        if (!base || !moved) throw new Error('finite stops leave a due day')
        // Closings of working days inside at least one stop, counted one by one.
        let closings = 0
        for (let day = calendar.dayAt(clock.startedAt); day <= moved.day; day = addDays(day, 1)) {
          const closing = millisecondsOf(calendar.closing(day))
          const covered = clock.stops.some(
            ({ from, to }) => millisecondsOf(from) < closing && to !== null && closing <= millisecondsOf(to),
          )
          if (calendar.isWorkingDay(day) && covered) closings++
        }
        expect(moved.day >= base.day).toBe(true)
        expect(calendar.workingDaysBetween(base.day, moved.day)).toBe(closings)
      }),
      { numRuns: 500 },
    )
  })

  it('a stop told twice, or in two touching parts, gives the same', () => {
    fc.assert(
      fc.property(anyClock, fc.nat(900), fc.nat(200), fc.nat(200), (clock, wait, first, second) => {
        const [from, middle] = [hoursAfter(clock.startedAt, wait), hoursAfter(clock.startedAt, wait + first)]
        const to = hoursAfter(middle, second)
        const whole = [...clock.stops, { question: 'x', from, to }]
        const parts = [...clock.stops, { question: 'x', from: middle, to }, { question: 'y', from, to: middle }]
        expect(dueDay({ ...clock, stops: [...whole, ...whole] }, calendar)).toEqual(
          dueDay({ ...clock, stops: whole }, calendar),
        )
        expect(dueDay({ ...clock, stops: parts }, calendar)).toEqual(dueDay({ ...clock, stops: whole }, calendar))
      }),
    )
  })

  it('stopping at once is the same as starting later', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(30), fc.nat(900), (at, limit, hours) => {
        const later = hoursAfter(at, hours)
        expect(due(stopped(at, later, startClock('roads', limit, at)))).toBe(due(startClock('roads', limit, later)))
      }),
    )
  })

  it('importing a list changes only a provisional due day', () => {
    fc.assert(
      fc.property(anyClock, listsAndOneToImport, (clock, { lists, imported }) => {
        const before = dueDay(clock, calendarFrom(lists, shippedOffice))
        const anew = dueDay(clock, calendarFrom([...lists, ...imported], shippedOffice))
        if (!before || !anew) throw new Error('finite stops leave a due day')
        if (!before.provisional) expect(anew).toEqual(before)
        expect(recompute(before, () => anew)).toEqual(anew)
      }),
      { numRuns: 500 },
    )
  })
})

it('a settled date stays even where a list has been amended', () => {
  const promised = { day: toDay('2025-06-10'), provisional: false }
  expect(recompute(promised, () => ({ day: toDay('2025-06-11'), provisional: false }))).toBe(promised)
})
