import { calendarOf } from '../calendar/content.ts'
import { dueDay, type LimitClock, startClock } from '../calendar/index.ts'
import type { Context } from '../kernel/context.ts'
import type { CaseData } from './case.ts'

type Limit = Pick<CaseData, 'clock' | 'due'>

/** A new limit of `workingDays` from `receivedAt`, with its last day. */
export const limitOf = (context: Context, workingDays: number, receivedAt: string): Limit =>
  withDue(context, startClock('office', workingDays, receivedAt))

/** The clock with the last day that follows from it; none while it stands still. */
export const withDue = (context: Context, clock: LimitClock): Limit => {
  const due = dueDay(clock, calendarOf(context.content))
  return { clock, due: due === undefined ? undefined : { day: due.day, provisional: due.provisional } }
}
