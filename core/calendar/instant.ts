import { z } from 'zod'
import { CalendarError } from './errors.ts'

/** A moment as the Clock port tells it: an ISO string in UTC, `2025-06-30T01:02:03.004Z`. */
export const Instant = z.iso.datetime({ offset: true })
export type Instant = z.infer<typeof Instant>

/** Milliseconds since 1970; throws `calendar.not-an-instant`. Instants are compared by this, never as strings. */
export function millisecondsOf(instant: Instant): number {
  const at = Instant.safeParse(instant).success ? Date.parse(instant) : Number.NaN
  if (Number.isNaN(at)) throw new CalendarError('calendar.not-an-instant', { text: instant })
  return at
}

export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString()
