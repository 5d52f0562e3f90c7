import { calendarOf } from '../calendar/content.ts'
import { dueDay, type LimitClock, recompute, resume, startClock, stop, toDay, transfer } from '../calendar/index.ts'
import type { Context } from '../kernel/context.ts'
import type { CaseData } from './case.ts'
import { rulesOf } from './rules.ts'

/** Whose the clock is before any unit has the case. */
const OFFICE = 'office'

type Limit = Pick<CaseData, 'clock' | 'due'>

/** A new limit of `workingDays` from `receivedAt`, with its last day. */
export const limitOf = (context: Context, workingDays: number, receivedAt: string): Limit =>
  withDue(context, startClock(OFFICE, workingDays, receivedAt))

/** The clock with the last day that follows from it; none while it stands still. */
export const withDue = (context: Pick<Context, 'content'>, clock: LimitClock): Limit => {
  const due = dueDay(clock, calendarOf(context.content))
  return { clock, due: due === undefined ? undefined : { day: due.day, provisional: due.provisional } }
}

/**
 * The limit with another clock. A last day that was promised stays as it is unless what it is counted from has changed:
 * neither a step that leaves the limit alone nor an amended list moves it.
 */
export const keptDue = (context: Context, data: Limit, clock: LimitClock): Limit =>
  data.due !== undefined && data.clock !== undefined && countedFrom(data.clock) === countedFrom(clock)
    ? { clock, due: data.due }
    : withDue(context, clock)

const countedFrom = ({ limit, startedAt, stops, extension }: LimitClock): string =>
  JSON.stringify([limit, startedAt, stops, extension])

/** The last day by the calendar of now, where it was provisional. */
export const dueAnew = (context: Pick<Context, 'content'>, { due, clock }: Limit): Limit['due'] =>
  due === undefined || clock === undefined ? due : recompute(due, () => withDue(context, clock).due ?? due)

/** What is left of the case's limit, now for the unit `lead`. */
export const limitFrom = (context: Context, data: CaseData, lead: string): Limit => {
  if (data.clock === undefined)
    return withDue(context, startClock(lead, rulesOf(context.content).workingDays, context.now))
  return keptDue(context, data, handedTo(context, data.clock, lead))
}

/**
 * The clock, now of the unit `to`: with what is left of it. Only where content says so does a unit that takes over from
 * another begin with the whole limit; the first unit never does, since the citizen waits from the day of receipt.
 */
export const handedTo = (context: Context, clock: LimitClock, to: string): LimitClock => {
  if (clock.unit === to) return clock
  const anew = rulesOf(context.content).newLimitOnTransfer && clock.unit !== OFFICE
  return transfer(clock, to, context.now, anew ? clock.limit : undefined)
}

/** A last day that an officer chose, as the number of working days from now on that reaches it. */
export const limitUntil = (context: Context, data: CaseData, lead: string, due: string): Limit => {
  const calendar = calendarOf(context.content)
  const days = Math.max(0, calendar.workingDaysBetween(calendar.dayAt(context.now), toDay(due)))
  const before = data.clock ?? startClock(lead, days, context.now)
  return withDue(context, transfer(before, lead, context.now, days))
}

/** What a limit waits for while its case is merged into another, which has a limit of its own. */
const MERGED = 'merged'

/** While a case is answered with another one, its own limit stands still. */
export const limitWhileMerged = (context: Context, { clock }: CaseData): Partial<Limit> =>
  clock === undefined ? {} : { clock: stop(clock, MERGED, context.now), due: undefined }

/** By itself again, it goes on with what was left. */
export const limitAfterMerge = (context: Context, { clock }: CaseData): Partial<Limit> =>
  clock === undefined ? {} : withDue(context, resume(clock, MERGED, context.now))
