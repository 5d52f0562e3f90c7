import { type Day, dayOfOrdinal, isWeekday, ordinalOf, toDay } from './day.ts'
import { CalendarError } from './errors.ts'

/** The working days of one year, prepared so that counting and finding never walk day by day. */
export interface YearIndex {
  readonly total: number
  works(day: Day): boolean
  /** Working days of this year on or before `day`, a day of this year. */
  upTo(day: Day): number
  /** The working day with `rank` 1 to `total`. */
  at(rank: number): Day
}

/** What the lists and the office say of a day; a day they do not name works from Monday to Friday. */
export type Ruling = 'off' | 'work'

/** Throws `calendar.out-of-range` outside the years 1 to 9998. */
export function yearIndex(year: number, rulings: ReadonlyMap<Day, Ruling>): YearIndex {
  if (!(year >= 1 && year <= 9998)) throw new CalendarError('calendar.out-of-range', { year })
  const first = ordinalOf(startOf(year))
  const length = ordinalOf(startOf(year + 1)) - first
  const upTo = new Uint16Array(length)
  const days: Day[] = []
  for (let offset = 0; offset < length; offset++) {
    const day = dayOfOrdinal(first + offset)
    const ruling = rulings.get(day)
    if (ruling === 'work' || (ruling === undefined && isWeekday(first + offset))) days.push(day)
    upTo[offset] = days.length
  }
  return {
    total: days.length,
    works: (day) => days[(upTo[ordinalOf(day) - first] ?? 0) - 1] === day,
    upTo: (day) => inside(upTo[ordinalOf(day) - first], year),
    at: (rank) => inside(days[rank - 1], year),
  }
}

const startOf = (year: number): Day => toDay(`${String(year).padStart(4, '0')}-01-01`)

/** The caller asks within the year only; anything else is our mistake, and must not become a wrong date. */
function inside<T>(found: T | undefined, year: number): T {
  if (found === undefined) throw new CalendarError('calendar.out-of-range', { year })
  return found
}
