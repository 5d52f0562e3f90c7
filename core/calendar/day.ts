import { z } from 'zod'
import { CalendarError } from './errors.ts'

/** A date without a time, `YYYY-MM-DD`, that exists (no 30 February). Days compare with `<` as strings do. */
export const Day = z.iso.date().brand<'Day'>()
export type Day = z.infer<typeof Day>

const MILLISECONDS = 86_400_000
const FIRST = -719_162 // 0001-01-01
const LAST = 2_932_896 // 9999-12-31

/** The day written as `text`; throws `calendar.not-a-day`. */
export function toDay(text: string): Day {
  if (valid.has(text)) return text as Day
  const parsed = Day.safeParse(text)
  if (!parsed.success) throw new CalendarError('calendar.not-a-day', { text })
  if (valid.size >= MOST_DAYS) valid.clear()
  valid.add(text)
  return parsed.data
}

/** Days since 1970-01-01. */
export const ordinalOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / MILLISECONDS

/** The reverse of `ordinalOf`; throws `calendar.out-of-range` outside the years 1 to 9999. */
export function dayOfOrdinal(ordinal: number): Day {
  if (!(ordinal >= FIRST && ordinal <= LAST)) throw new CalendarError('calendar.out-of-range', { ordinal })
  const known = days.get(ordinal)
  if (known !== undefined) return known
  // A brand by hand: a date made from a number needs no second validation, and this is the inner loop.
  const day = new Date(ordinal * MILLISECONDS).toISOString().slice(0, 10) as Day
  if (days.size >= MOST_DAYS) days.clear()
  days.set(ordinal, day)
  return day
}

/** The days of some years around today are asked for without end. */
const days = new Map<number, Day>()
const valid = new Set<string>()
const MOST_DAYS = 10_000

/** The day in UTC of a moment, in milliseconds since 1970. */
export const dayOfMilliseconds = (milliseconds: number): Day => dayOfOrdinal(Math.floor(milliseconds / MILLISECONDS))

export const yearOf = (day: Day): number => Number(day.slice(0, 4))

/** `count` calendar days later, or earlier when negative. */
export const addDays = (day: Day, count: number): Day => dayOfOrdinal(ordinalOf(day) + count)

/** Monday to Friday? Takes an ordinal; 1970-01-01 was a Thursday. */
export const isWeekday = (ordinal: number): boolean => (((ordinal + 3) % 7) + 7) % 7 < 5
