import type { Delivery } from './delivery.ts'
import { quietUntil } from './quiet.ts'
import type { Route } from './route.ts'

/** What stands against sending a message now. */
export type Hindrance =
  | { readonly state: 'expired' | 'cancelled'; readonly reason: 'expired' | 'declined' }
  | { readonly until: string }

type Asked = Pick<Delivery, 'purpose' | 'urgent' | 'expiresAt'>

/** Whether a message may leave at `now`: replies always may, duties can't be declined, and what is urgent comes at night. */
export const hindrance = (
  { purpose, urgent, expiresAt }: Asked,
  { declines, quietHours }: Pick<Route, 'declines' | 'quietHours'>,
  timezone: string,
  now: string,
): Hindrance | undefined => {
  if (expiresAt !== undefined && expiresAt <= now) return { state: 'expired', reason: 'expired' }
  if (purpose === 'reply') return undefined
  if (purpose === 'notice' && declines === true) return { state: 'cancelled', reason: 'declined' }
  const until = urgent === true || quietHours === undefined ? undefined : quietUntil(quietHours, timezone, now)
  return until === undefined ? undefined : { until }
}
