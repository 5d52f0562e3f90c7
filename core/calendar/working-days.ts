import { type Day, yearOf } from './day.ts'
import { CalendarError } from './errors.ts'
import { TURN_OF_YEAR } from './list-faults.ts'
import type { Office, YearList } from './schema.ts'
import { type Ruling, type YearIndex, yearIndex } from './year-index.ts'

/** A computed date; `provisional` says that a list not yet announced may still move it. */
export interface Computed {
  readonly day: Day
  readonly provisional: boolean
}

/** Which days are worked, and counting in them. */
export interface WorkingDays {
  isWorkingDay(day: Day): boolean
  /** Is there an official list for this year? */
  isOfficial(year: number): boolean
  /** May a list not yet here change which days are worked from `from` to `to`, both included? */
  isProvisional(from: Day, to: Day): boolean
  /**
   * The `count`-th working day after `day` (before it when negative), `day` itself never counted. With 0: `day` if it
   * is worked, otherwise the next working day. Throws `calendar.not-a-count` unless `count` is an integer of at most
   * 100,000 either way.
   */
  addWorkingDays(day: Day, count: number): Computed
  /**
   * Working days after `from` up to and including `to`; when `to` is earlier, minus the working days before `from`
   * back to and including `to`. So `workingDaysBetween(d, addWorkingDays(d, n).day)` is `n` for every `n` but 0.
   */
  workingDaysBetween(from: Day, to: Day): number
}

const MOST = 100_000

/** Throws `calendar.year-twice` when two lists speak for one year. */
export function workingDays(
  lists: readonly YearList[],
  office: Pick<Office, 'extraDaysOff' | 'extraWorkingDays'>,
): WorkingDays {
  const official = officialYears(lists)
  const rulings = rulingsOf(lists, office)
  const years = new Map<number, YearIndex>()
  const indexOf = (year: number): YearIndex => {
    const known = years.get(year) ?? yearIndex(year, rulings)
    years.set(year, known)
    return known
  }

  const upTo = (day: Day) => indexOf(yearOf(day)).upTo(day)
  const isWorkingDay = (day: Day) => indexOf(yearOf(day)).works(day)

  const find = (day: Day, count: number): Day => {
    let year = yearOf(day)
    // Rank of the wanted working day within `year`; out of it, move on by whole years.
    let rank = upTo(day) + count + (count < 0 && !isWorkingDay(day) ? 1 : 0)
    for (; rank > indexOf(year).total; year++) rank -= indexOf(year).total
    while (rank < 1) rank += indexOf(--year).total
    return indexOf(year).at(rank)
  }

  const isProvisional = (from: Day, to: Day) => {
    const last = yearOf(to) + (to.slice(5) >= TURN_OF_YEAR ? 1 : 0)
    for (let year = yearOf(from); year <= last; year++) if (!official.has(year)) return true
    return false
  }

  const between = (from: Day, to: Day): number => {
    if (to < from) return -between(to, from) - Number(isWorkingDay(to)) + Number(isWorkingDay(from))
    let count = upTo(to) - upTo(from)
    for (let year = yearOf(from); year < yearOf(to); year++) count += indexOf(year).total
    return count
  }

  return {
    isWorkingDay,
    isOfficial: (year) => official.has(year),
    isProvisional,
    addWorkingDays(day, count) {
      if (!Number.isInteger(count) || Math.abs(count) > MOST) throw new CalendarError('calendar.not-a-count', { count })
      const found = count !== 0 ? find(day, count) : isWorkingDay(day) ? day : find(day, 1)
      return { day: found, provisional: found < day ? isProvisional(found, day) : isProvisional(day, found) }
    },
    workingDaysBetween: between,
  }
}

function officialYears(lists: readonly YearList[]): ReadonlySet<number> {
  const years = new Set<number>()
  for (const { year } of lists) {
    if (years.has(year)) throw new CalendarError('calendar.year-twice', { year })
    years.add(year)
  }
  return years
}

/** Later entries win: a newer notice over an older one at the turn of the year, and the office over both. */
function rulingsOf(
  lists: readonly YearList[],
  office: Pick<Office, 'extraDaysOff' | 'extraWorkingDays'>,
): ReadonlyMap<Day, Ruling> {
  const holidays = [...lists].sort((a, b) => a.year - b.year).flatMap((list) => list.holidays)
  return new Map<Day, Ruling>([
    ...holidays.flatMap(({ off, work }) => [...ruled(off, 'off'), ...ruled(work, 'work')]),
    ...office.extraDaysOff.map(({ day }): [Day, Ruling] => [day, 'off']),
    ...office.extraWorkingDays.map(({ day }): [Day, Ruling] => [day, 'work']),
  ])
}

const ruled = (days: readonly Day[], ruling: Ruling): [Day, Ruling][] => days.map((day) => [day, ruling])
