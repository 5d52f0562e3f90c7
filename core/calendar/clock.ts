import { z } from 'zod'
import { CalendarError } from './errors.ts'
import { Instant, millisecondsOf } from './instant.ts'

const WorkingDayCount = z.int().min(0).max(100_000)

/** One question to the citizen; the limit stands still until it is answered. `to` is null while it is open. */
const Stop = z.object({ question: z.string().min(1), from: Instant, to: Instant.nullable() })
export type Stop = z.infer<typeof Stop>

/** One run of a limit, from receipt or reopening to closing. */
const Round = z.object({
  /** In working days after receipt. */
  limit: WorkingDayCount,
  startedAt: Instant,
  stops: z.array(Stop),
  extension: z.object({ days: WorkingDayCount.min(1), at: Instant }).nullable(),
  closedAt: Instant.nullable(),
})
export type Round = z.infer<typeof Round>

/**
 * The limit of one case, as it is stored with it. Only facts: every date is computed from them and a calendar, so an
 * imported list corrects what it may and forgets nothing.
 */
export const LimitClock = Round.extend({
  unit: z.string().min(1),
  transfers: z.array(z.object({ from: z.string(), to: z.string(), at: Instant })),
  /** Rounds ended by a reopening, or by a transfer for which content grants a new clock. */
  earlier: z.array(Round),
})
export type LimitClock = z.infer<typeof LimitClock>

/** A new limit of `limit` working days for `unit`, running from `at`. */
export const startClock = (unit: string, limit: number, at: Instant): LimitClock =>
  LimitClock.parse({ ...newRound(limit, at), unit, transfers: [], earlier: [] })

/** Stops while the citizen is asked. Several questions may be open at once; the limit runs when all are answered. */
export function stop(clock: LimitClock, question: string, at: Instant): LimitClock {
  requireRunning(clock, at)
  if (openStop(clock, question)) throw new CalendarError('clock.already-asked', { question })
  return { ...clock, stops: [...clock.stops, { question, from: at, to: null }] }
}

/** The citizen has answered `question`, or the time to answer is over. */
export function resume(clock: LimitClock, question: string, at: Instant): LimitClock {
  requireRunning(clock, at)
  const open = openStop(clock, question)
  if (!open) throw new CalendarError('clock.not-asked', { question })
  if (millisecondsOf(at) < millisecondsOf(open.from))
    throw new CalendarError('clock.answered-before-asked', { question, asked: open.from, answered: at })
  return { ...clock, stops: clock.stops.map((each) => (each === open ? { ...each, to: at } : each)) }
}

/** More time, once a round. Whether it is asked in time and granted is for the operation to decide. */
export function extend(clock: LimitClock, days: number, at: Instant): LimitClock {
  requireRunning(clock, at)
  if (clock.extension) throw new CalendarError('clock.already-extended', { at: clock.extension.at })
  if (!Number.isInteger(days) || days < 1) throw new CalendarError('calendar.not-a-count', { count: days })
  return { ...clock, extension: { days, at } }
}

/**
 * Another unit answers from now on, in the time that is left. Only where content says so it is given `newLimit`, a
 * fresh round; a question still open then keeps the fresh round standing.
 */
export function transfer(clock: LimitClock, to: string, at: Instant, newLimit?: number): LimitClock {
  requireRunning(clock, at)
  const moved = { ...clock, unit: to, transfers: [...clock.transfers, { from: clock.unit, to, at }] }
  if (newLimit === undefined) return moved
  const open = clock.stops.filter((each) => each.to === null).map((each) => ({ ...each, from: at }))
  return { ...moved, ...newRound(newLimit, at), stops: open, earlier: [...clock.earlier, ended(clock, at)] }
}

/** The case is answered; open questions end with it. */
export function close(clock: LimitClock, at: Instant): LimitClock {
  requireRunning(clock, at)
  return { ...clock, ...ended(clock, at) }
}

/** Opened again with a limit of its own, which owes nothing to the rounds before. */
export function reopen(clock: LimitClock, limit: number, at: Instant): LimitClock {
  if (clock.closedAt === null) throw new CalendarError('clock.not-closed')
  requireNotBefore(clock.closedAt, at)
  return { ...clock, ...newRound(limit, at), earlier: [...clock.earlier, ended(clock, clock.closedAt)] }
}

const newRound = (limit: number, at: Instant): Round =>
  Round.parse({ limit, startedAt: at, stops: [], extension: null, closedAt: null })

const ended = ({ limit, startedAt, stops, extension }: Round, at: Instant): Round => ({
  limit,
  startedAt,
  stops: stops.map((each) => ({ ...each, to: each.to ?? at })),
  extension,
  closedAt: at,
})

const openStop = (clock: LimitClock, question: string): Stop | undefined =>
  clock.stops.find((each) => each.question === question && each.to === null)

function requireRunning(clock: LimitClock, at: Instant): void {
  if (clock.closedAt !== null) throw new CalendarError('clock.closed', { closedAt: clock.closedAt })
  requireNotBefore(clock.startedAt, at)
}

function requireNotBefore(start: Instant, at: Instant): void {
  if (millisecondsOf(at) < millisecondsOf(start)) throw new CalendarError('clock.before-start', { start, at })
}
