/** The working-day calendar: pure, values in and values out. See docs/decisions/0004-working-days.md. */
export { type Calendar, calendarFrom } from './calendar.ts'
export {
  close,
  extend,
  LimitClock,
  reopen,
  resume,
  startClock,
  stop,
  transfer,
} from './clock.ts'
export { addDays, Day, toDay } from './day.ts'
export { dueDay } from './due.ts'
export { CalendarError } from './errors.ts'
export { recompute } from './recompute.ts'
export { Office, YearList } from './schema.ts'
export { aheadIn, instantAt, timeAt } from './wall-clock.ts'
