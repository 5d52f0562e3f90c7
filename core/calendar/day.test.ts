import { describe, expect, it } from 'vitest'
import { addDays, Day, dayOfOrdinal, isWeekday, ordinalOf, toDay, yearOf } from './day.ts'

describe('a day', () => {
  it('is a date that exists', () => {
    expect(Day.safeParse('2024-02-29').success).toBe(true)
    for (const text of ['2023-02-29', '2024-2-1', '2024-02-01T00:00:00Z', '', '2024-13-01'])
      expect(Day.safeParse(text).success, text).toBe(false)
    expect(() => toDay('yesterday')).toThrow('calendar.not-a-day')
  })

  it('is numbered from 1970-01-01 and back', () => {
    expect(ordinalOf(toDay('1970-01-01'))).toBe(0)
    for (const text of ['0001-01-01', '0099-12-31', '1969-12-31', '2024-02-29', '9999-12-31'])
      expect(dayOfOrdinal(ordinalOf(toDay(text)))).toBe(text)
    expect(() => addDays(toDay('9999-12-31'), 1)).toThrow('calendar.out-of-range')
  })

  it('knows its year, its neighbours and the week', () => {
    expect(yearOf(toDay('2024-02-29'))).toBe(2024)
    expect(addDays(toDay('2024-02-28'), 2)).toBe('2024-03-01')
    expect([0, 1, 2, 3, 4, -4, -5, -6].map(isWeekday)).toEqual([true, true, false, false, true, false, false, true])
  })
})
