import { z } from 'zod'

export const DeliveryState = z.enum([
  'queued',
  'cancelled',
  'expired',
  'failed',
  'unreachable',
  'sent',
  'delivered',
  'read',
  'acknowledged',
  'replied',
])
export type DeliveryState = z.infer<typeof DeliveryState>

/**
 * How far a delivery is. What ended without being sent may still turn out to have left: a worker that was killed, or a
 * cancellation that met the message on its way.
 */
const STAGE: Readonly<Record<DeliveryState, number>> = {
  queued: 0,
  cancelled: 1,
  expired: 1,
  failed: 1,
  unreachable: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  acknowledged: 5,
  replied: 6,
}

/** Whether `to` lies ahead of `from`; a delivery never goes back. */
export const isAhead = (to: DeliveryState, from: DeliveryState): boolean => STAGE[to] > STAGE[from]

/** Nobody could deliver it: it may be sent again, as a new attempt. */
export const DEAD = ['failed', 'unreachable'] as const
export const isDead = (state: DeliveryState): boolean => DEAD.some((each) => each === state)
