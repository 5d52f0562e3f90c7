import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarFrom } from './calendar.ts'
import { addDays, type Day, isWeekday, ordinalOf, toDay } from './day.ts'
import { anyDay, listsAndOneToImport, officeWith, officialLists, shippedOffice } from './testing.ts'

const calendar = calendarFrom(officialLists, shippedOffice)
const add = (day: string, count: number) => calendar.addWorkingDays(toDay(day), count)
const anyCount = fc.integer({ min: -600, max: 600 })

describe('a working day', () => {
  it('is every make-up day, and no day off, of the official lists', () => {
    for (const { off, work } of officialLists.flatMap((list) => list.holidays)) {
      for (const day of work) expect(calendar.isWorkingDay(day), day).toBe(true)
      for (const day of off) expect(calendar.isWorkingDay(day), day).toBe(false)
    }
  })

  it('follows the newer notice at the turn of the year', () => {
    expect(['2018-12-29', '2018-12-30', '2018-12-31'].map((day) => calendar.isWorkingDay(toDay(day)))).toEqual([
      true,
      false,
      false,
    ])
  })

  it('follows the newer notice where two rule one day, in whatever order they come', () => {
    const older = { year: 2018, sources: [], holidays: [{ name: '元旦', off: [toDay('2018-12-29')], work: [] }] }
    const [newer] = officialLists.filter((list) => list.year === 2019)
    if (newer === undefined) throw new Error('no list of 2019')
    for (const lists of [
      [older, newer],
      [newer, older],
    ])
      expect(calendarFrom(lists, shippedOffice).isWorkingDay(toDay('2018-12-29'))).toBe(true)
  })

  it('is Monday to Friday in a year without a list', () => {
    expect(calendar.isOfficial(2026)).toBe(true)
    expect(calendar.isOfficial(2027)).toBe(false)
    expect(calendar.isWorkingDay(toDay('2027-10-01'))).toBe(true)
    expect(calendar.isWorkingDay(toDay('2027-10-02'))).toBe(false)
  })

  it('is what the office says, before what the list says', () => {
    const local = calendarFrom(
      officialLists,
      officeWith({
        extraDaysOff: [{ day: toDay('2026-03-09'), name: '县庆' }],
        extraWorkingDays: [{ day: toDay('2026-10-01'), name: '防汛' }],
      }),
    )
    expect(local.isWorkingDay(toDay('2026-03-09'))).toBe(false)
    expect(local.isWorkingDay(toDay('2026-10-01'))).toBe(true)
  })

  it('cannot be told by two lists for one year', () => {
    expect(() => calendarFrom([...officialLists, ...officialLists], shippedOffice)).toThrow('calendar.year-twice')
  })
})

describe('adding working days', () => {
  it('goes over feasts and stops at make-up days', () => {
    expect(add('2025-09-30', 1)).toEqual({ day: '2025-10-09', provisional: false })
    expect(add('2025-09-30', 3)).toEqual({ day: '2025-10-11', provisional: false })
    expect(add('2026-02-13', 1)).toEqual({ day: '2026-02-14', provisional: false })
    expect(add('2026-02-13', 2)).toEqual({ day: '2026-02-24', provisional: false })
  })

  it('never counts the first day, worked or not', () => {
    expect(add('2025-06-13', 1).day).toBe('2025-06-16')
    expect(add('2025-06-14', 1).day).toBe('2025-06-16')
  })

  it('with 0 is the day itself or the next working day', () => {
    expect(add('2025-06-13', 0).day).toBe('2025-06-13')
    expect(add('2025-06-14', 0).day).toBe('2025-06-16')
  })

  it('goes back with a negative count', () => {
    expect(add('2025-10-09', -1).day).toBe('2025-09-30')
    expect(add('2025-10-05', -1).day).toBe('2025-09-30')
    expect(add('2025-01-02', -2).day).toBe('2024-12-30')
  })

  it('is provisional when it touches a year, or a turn of the year, without a list', () => {
    expect(add('2026-12-18', 3)).toEqual({ day: '2026-12-23', provisional: false })
    expect(add('2026-12-18', 5)).toEqual({ day: '2026-12-25', provisional: true })
    expect(add('2026-12-31', 1)).toEqual({ day: '2027-01-01', provisional: true })
    expect(add('2015-01-05', -1)).toEqual({ day: '2015-01-04', provisional: false })
    expect(add('2015-01-05', -2)).toEqual({ day: '2014-12-31', provisional: true })
  })

  it('refuses what is no count', () => {
    for (const count of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 100_001])
      expect(() => add('2025-01-01', count)).toThrow('calendar.not-a-count')
    expect(() => add('9990-01-01', 100_000)).toThrow('calendar.out-of-range')
  })

  it('is what walking day by day finds', () => {
    const walk = (from: Day, count: number): Day => {
      let at = from
      for (let left = Math.abs(count); left > 0; left -= Number(calendar.isWorkingDay(at)))
        at = addDays(at, Math.sign(count))
      return at
    }
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: -60, max: 60 }).filter((count) => count !== 0),
        (day, count) => {
          expect(calendar.addWorkingDays(day, count).day).toBe(walk(day, count))
        },
      ),
    )
  })

  it('takes no longer for far days: 20,000 additions of 10,000 days within a second or two', () => {
    const start = performance.now()
    for (let index = 0; index < 20_000; index++) add('2015-01-01', 10_000)
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

describe('counting working days', () => {
  it('counts after the first day, up to and including the last', () => {
    expect(calendar.workingDaysBetween(toDay('2025-09-30'), toDay('2025-10-11'))).toBe(3)
    expect(calendar.workingDaysBetween(toDay('2025-10-01'), toDay('2025-10-08'))).toBe(0)
    expect(calendar.workingDaysBetween(toDay('2025-01-01'), toDay('2025-12-31'))).toBe(248)
    expect(calendar.workingDaysBetween(toDay('2025-10-09'), toDay('2025-09-30'))).toBe(-1)
  })

  it('agrees with adding', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyCount.filter((count) => count !== 0),
        (day, count) => {
          const { day: found } = calendar.addWorkingDays(day, count)
          expect(calendar.isWorkingDay(found)).toBe(true)
          expect(calendar.workingDaysBetween(day, found)).toBe(count)
        },
      ),
    )
  })

  it('adds up', () => {
    fc.assert(
      fc.property(fc.tuple(anyDay, anyDay, anyDay), (days) => {
        const [a, b, c] = days.sort()
        if (a === undefined || b === undefined || c === undefined) return
        const { workingDaysBetween } = calendar
        expect(workingDaysBetween(a, b) + workingDaysBetween(b, c)).toBe(workingDaysBetween(a, c))
      }),
    )
  })
})

it('a later day and a larger count never come to an earlier day', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(40), anyCount, fc.nat(40), (day, later, count, more) => {
      const { day: found } = calendar.addWorkingDays(day, count)
      expect(calendar.addWorkingDays(addDays(day, later), count).day >= found).toBe(true)
      expect(calendar.addWorkingDays(day, count + more).day >= found).toBe(true)
    }),
  )
})

it('importing a list changes only what was provisional', () => {
  fc.assert(
    fc.property(listsAndOneToImport, anyDay, fc.integer({ min: -300, max: 300 }), ({ lists, imported }, day, count) => {
      const before = calendarFrom(lists, shippedOffice).addWorkingDays(day, count)
      const after = calendarFrom([...lists, ...imported], shippedOffice).addWorkingDays(day, count)
      if (!before.provisional) expect(after).toEqual(before)
    }),
    { numRuns: 500 },
  )
})

it('the list of 2019 moves the end of 2018, which is provisional until it is imported', () => {
  const until = (year: number) =>
    calendarFrom(
      officialLists.filter((list) => list.year <= year),
      shippedOffice,
    )
  const find = (year: number) => until(year).addWorkingDays(toDay('2018-12-26'), 3)
  expect(find(2018)).toEqual({ day: '2018-12-31', provisional: true })
  expect(find(2019)).toEqual({ day: '2018-12-29', provisional: false })
})

it('without any list, weekdays are worked and everything is provisional', () => {
  const bare = calendarFrom([], shippedOffice)
  fc.assert(
    fc.property(anyDay, anyCount, (day, count) => {
      expect(bare.isWorkingDay(day)).toBe(isWeekday(ordinalOf(day)))
      expect(bare.addWorkingDays(day, count).provisional).toBe(true)
    }),
  )
})
