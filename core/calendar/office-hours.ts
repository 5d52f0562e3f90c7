import type { Day } from './day.ts'
import { CalendarError } from './errors.ts'
import { type Instant, millisecondsOf } from './instant.ts'
import type { Office } from './schema.ts'
import { dayAtIn, instantAt } from './wall-clock.ts'
import type { Computed, WorkingDays } from './working-days.ts'

/** The last moment of a limit: an answer at `at` itself is in time. */
export interface Deadline extends Computed {
  readonly at: Instant
}

/** The hours of the office on its working days, on the wall clock of its time zone. */
export interface OfficeHours {
  readonly timeZone: string
  /** The date on the office's wall. */
  dayAt(instant: Instant): Day
  /** The closing moment itself is no longer within office hours. */
  withinOfficeHours(instant: Instant): boolean
  /** `instant` itself when the office is open, otherwise the next opening: after lunch, tomorrow, or after a feast. */
  nextOfficeTime(instant: Instant): Instant
  /** The working day to which a moment belongs: that day until it closes, from then on the next working day. */
  officeDay(instant: Instant): Computed
  /** End of office hours on `day`, whether or not it is worked. */
  closing(day: Day): Instant
  /** The first office time once `day` has closed. */
  openingAfter(day: Day): Instant
  /**
   * End of office hours on the `count`-th working day after receipt. What arrives after hours is received on the next
   * working day, or, where the office says `same-day`, on the day it arrived. Never earlier than receipt: with 0 the
   * limit is the next closing. Throws `calendar.not-a-count` for a negative count.
   */
  deadline(received: Instant, count: number): Deadline
}

export function officeHours(
  days: WorkingDays,
  office: Pick<Office, 'timeZone' | 'hours' | 'receivedAfterHours'>,
): OfficeHours {
  const { timeZone, hours } = office
  const dayAt = dayAtIn(timeZone)
  const end = hours.at(-1)?.to ?? '24:00'
  const closing = ofDay((day) => instantAt(day, end, timeZone))

  const officeDay = (instant: Instant): Computed => {
    const day = dayAt(instant)
    const closed = days.isWorkingDay(day) && millisecondsOf(instant) >= millisecondsOf(closing(day))
    return days.addWorkingDays(day, closed ? 1 : 0)
  }

  /** The first office time at or after `instant`. */
  const nextOfficeTime = (instant: Instant): Instant => {
    const { day } = officeDay(instant)
    const now = millisecondsOf(instant)
    const open = hours.find(({ to }) => now < millisecondsOf(instantAt(day, to, timeZone)))
    if (open === undefined) throw new CalendarError('calendar.out-of-range', { instant })
    const from = instantAt(day, open.from, timeZone)
    return now < millisecondsOf(from) ? from : instant
  }

  return {
    timeZone,
    dayAt,
    withinOfficeHours: (instant) => nextOfficeTime(instant) === instant,
    nextOfficeTime,
    officeDay,
    closing,
    openingAfter: ofDay((day) => nextOfficeTime(closing(day))),
    deadline(received, count) {
      if (count < 0) throw new CalendarError('calendar.not-a-count', { count })
      const arrived = dayAt(received)
      const sameDay = office.receivedAfterHours === 'same-day' && count > 0
      const { day } = days.addWorkingDays(sameDay ? arrived : officeDay(received).day, count)
      return { day, at: closing(day), provisional: days.isProvisional(arrived, day) }
    },
  }
}

/** Asking the zone is slow, and every limit asks for the closings and openings of the same few hundred days. */
const ofDay = (make: (day: Day) => Instant): ((day: Day) => Instant) => {
  const known = new Map<Day, Instant>()
  return (day) => {
    const instant = known.get(day) ?? make(day)
    known.set(day, instant)
    return instant
  }
}
