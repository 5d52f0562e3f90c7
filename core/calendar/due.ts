import type { Round, Stop } from './clock.ts'
import { type Instant, instantOf, millisecondsOf } from './instant.ts'
import type { Deadline, OfficeHours } from './office-hours.ts'
import type { WorkingDays } from './working-days.ts'

/** What computing a due day needs of the calendar. */
export type DueCalendar = Pick<WorkingDays, 'addWorkingDays' | 'workingDaysBetween' | 'isProvisional'> &
  Pick<OfficeHours, 'dayAt' | 'officeDay' | 'closing' | 'deadline'>

/**
 * When the current round is due, or undefined while the clock stands: nobody can then miss a date.
 *
 * A working day is used up at its closing; one whose closing falls into a stop is given back. So nights, weekends and
 * feasts give nothing, and a stop that begins after the limit has passed gives nothing.
 */
export function dueDay(clock: Round, calendar: DueCalendar): Deadline | undefined {
  let { day } = calendar.deadline(clock.startedAt, clock.limit + (clock.extension?.days ?? 0))
  for (const { from, to } of withoutOverlap(clock.stops)) {
    const begins = calendar.officeDay(from).day
    if (begins > day) break
    if (to === null) return undefined
    day = calendar.addWorkingDays(day, calendar.workingDaysBetween(begins, calendar.officeDay(to).day)).day
  }
  const provisional = calendar.isProvisional(calendar.dayAt(clock.startedAt), day)
  return { day, at: calendar.closing(day), provisional }
}

/** When it would be due if every open question were answered at `at`: the forecast shown while the clock stands. */
export function dueDayIfAnswered(clock: Round, calendar: DueCalendar, at: Instant): Deadline | undefined {
  const until = ({ from }: Stop) => (millisecondsOf(from) > millisecondsOf(at) ? from : at)
  return dueDay({ ...clock, stops: clock.stops.map((stop) => ({ ...stop, to: stop.to ?? until(stop) })) }, calendar)
}

/** Was the limit missed: by the closing of the round if it is closed, otherwise by `now`? */
export function isOverdue(clock: Round, calendar: DueCalendar, now: Instant): boolean {
  const due = dueDay(clock, calendar)
  return due !== undefined && millisecondsOf(clock.closedAt ?? now) > millisecondsOf(due.at)
}

/** The stops in order of time, each cut back to what no earlier one covers; an open stop covers all that follows. */
function withoutOverlap(stops: readonly Stop[]): Pick<Stop, 'from' | 'to'>[] {
  const cut: Pick<Stop, 'from' | 'to'>[] = []
  let covered = Number.NEGATIVE_INFINITY
  const spans = stops.map(({ from, to }) => ({
    from: millisecondsOf(from),
    to: to === null ? null : millisecondsOf(to),
  }))
  for (const { from, to } of spans.sort((a, b) => a.from - b.from)) {
    const end = to ?? Number.POSITIVE_INFINITY
    if (end <= covered) continue
    cut.push({ from: instantOf(Math.max(from, covered)), to: to === null ? null : instantOf(to) })
    covered = end
  }
  return cut
}
