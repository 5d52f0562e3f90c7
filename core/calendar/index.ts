/** The working-day calendar: pure, values in and values out. See docs/decisions/0004-working-days.md. */
export { type Calendar, calendarFrom } from './calendar.ts'
export {
  close,
  extend,
  LimitClock,
  type Round,
  reopen,
  resume,
  type Stop,
  startClock,
  stop,
  transfer,
} from './clock.ts'
export { addDays, Day, toDay, yearOf } from './day.ts'
export { type DueCalendar, dueDay, dueDayIfAnswered, isOverdue } from './due.ts'
export { CalendarError, type CalendarErrorCode } from './errors.ts'
export { type Checked, type Fault, faultText } from './fault.ts'
export { Instant } from './instant.ts'
export type { Deadline, OfficeHours } from './office-hours.ts'
export { recompute } from './recompute.ts'
export { faultsBetween, Office, readOffice, readYearList, YearList } from './schema.ts'
export { dayAtIn, instantAt } from './wall-clock.ts'
export type { Computed, WorkingDays } from './working-days.ts'
