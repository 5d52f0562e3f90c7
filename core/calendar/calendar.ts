import { type OfficeHours, officeHours } from './office-hours.ts'
import type { Office, YearList } from './schema.ts'
import { type WorkingDays, workingDays } from './working-days.ts'

/** The office's calendar: its working days and its hours. A value; a new list makes a new calendar. */
export interface Calendar extends WorkingDays, OfficeHours {}

/** Years without a list fall back to weekends and make every date that touches them provisional. */
export function calendarFrom(lists: readonly YearList[], office: Office): Calendar {
  const days = workingDays(lists, office)
  return { ...days, ...officeHours(days, office) }
}
