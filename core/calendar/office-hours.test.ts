import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarFrom } from './calendar.ts'
import { toDay } from './day.ts'
import { millisecondsOf } from './instant.ts'
import { anyInstant, officeWith, officialLists, shippedOffice } from './testing.ts'
import { instantAt } from './wall-clock.ts'

const calendar = calendarFrom(officialLists, shippedOffice)
const sameDay = calendarFrom(officialLists, officeWith({ receivedAfterHours: 'same-day' }))
/** `at('2025-06-13 17:30')`, on the wall in Shanghai. */
const at = (text: string) => instantAt(toDay(text.slice(0, 10)), text.slice(11), 'Asia/Shanghai')

describe('office hours', () => {
  it('include the opening and exclude the closing', () => {
    const within = ['08:29', '08:30', '11:59', '12:00', '13:59', '14:00', '17:29', '17:30'].filter((time) =>
      calendar.withinOfficeHours(at(`2025-06-13 ${time}`)),
    )
    expect(within).toEqual(['08:30', '11:59', '14:00', '17:29'])
  })

  it('are kept on a make-up Saturday and not on a feast', () => {
    expect(calendar.withinOfficeHours(at('2025-10-11 09:00'))).toBe(true)
    expect(calendar.withinOfficeHours(at('2025-10-01 09:00'))).toBe(false)
  })

  it('begin again after lunch, tomorrow, or after the feast', () => {
    expect(calendar.nextOfficeTime(at('2025-06-12 10:15'))).toBe(at('2025-06-12 10:15'))
    expect(calendar.nextOfficeTime(at('2025-06-12 12:00'))).toBe(at('2025-06-12 14:00'))
    expect(calendar.nextOfficeTime(at('2025-06-12 06:00'))).toBe(at('2025-06-12 08:30'))
    expect(calendar.nextOfficeTime(at('2025-06-12 17:30'))).toBe(at('2025-06-13 08:30'))
    expect(calendar.nextOfficeTime(at('2025-09-30 20:00'))).toBe(at('2025-10-09 08:30'))
  })

  it('are reached by nextOfficeTime, never back in time', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const next = calendar.nextOfficeTime(instant)
        expect(calendar.withinOfficeHours(next)).toBe(true)
        expect(millisecondsOf(next)).toBeGreaterThanOrEqual(millisecondsOf(instant))
      }),
    )
  })
})

describe('a deadline', () => {
  it('is the closing of the last working day', () => {
    expect(calendar.deadline(at('2025-06-12 10:00'), 2)).toEqual({
      day: '2025-06-16',
      at: '2025-06-16T09:30:00.000Z',
      provisional: false,
    })
  })

  it('counts from the next working day for what arrives after hours or on a day off', () => {
    expect(calendar.deadline(at('2025-06-13 17:29'), 1).day).toBe('2025-06-16')
    expect(calendar.deadline(at('2025-06-13 17:30'), 1).day).toBe('2025-06-17')
    expect(calendar.deadline(at('2025-06-14 10:00'), 1).day).toBe('2025-06-17')
    expect(calendar.deadline(at('2025-06-16 03:00'), 1).day).toBe('2025-06-17')
  })

  it('counts from the day of arrival where the office says so', () => {
    expect(sameDay.deadline(at('2025-06-13 23:00'), 1).day).toBe('2025-06-16')
    expect(sameDay.deadline(at('2025-06-14 10:00'), 1).day).toBe('2025-06-16')
  })

  it('never lies before receipt, even of no days', () => {
    for (const each of [calendar, sameDay])
      fc.assert(
        fc.property(anyInstant, fc.nat(30), (received, count) => {
          expect(millisecondsOf(each.deadline(received, count).at)).toBeGreaterThan(millisecondsOf(received))
        }),
      )
  })

  it('is never earlier for what arrives later', () => {
    for (const each of [calendar, sameDay])
      fc.assert(
        fc.property(anyInstant, anyInstant, fc.nat(30), (a, b, count) => {
          const [first, second] = millisecondsOf(a) <= millisecondsOf(b) ? [a, b] : [b, a]
          expect(each.deadline(first, count).day <= each.deadline(second, count).day).toBe(true)
        }),
      )
  })

  it('is provisional when the list of a touched year is not there', () => {
    expect(calendar.deadline(at('2026-12-30 10:00'), 5).provisional).toBe(true)
    expect(calendar.deadline(at('2026-12-01 10:00'), 5).provisional).toBe(false)
  })

  it('refuses a negative count and what is no instant', () => {
    expect(() => calendar.deadline(at('2025-06-12 10:00'), -1)).toThrow('calendar.not-a-count')
    expect(() => calendar.deadline('2025-06-12', 1)).toThrow('calendar.not-an-instant')
  })
})

describe('where summer time is kept', () => {
  const berlin = calendarFrom([], officeWith({ timeZone: 'Europe/Berlin' }))
  it('the office closes at the same time on the wall', () => {
    expect(berlin.deadline('2025-03-28T08:00:00.000Z', 1).at).toBe('2025-03-31T15:30:00.000Z')
    expect(berlin.deadline('2025-10-24T07:00:00.000Z', 1).at).toBe('2025-10-27T16:30:00.000Z')
  })

  it('the day is the one on the wall', () => {
    expect(berlin.dayAt('2025-03-30T22:30:00.000Z')).toBe('2025-03-31')
    expect(berlin.dayAt('2025-03-28T22:30:00.000Z')).toBe('2025-03-28')
  })
})
