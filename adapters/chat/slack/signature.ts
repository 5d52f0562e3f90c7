import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE } from '../../../core/ports/clock.ts'

const WINDOW = 5 * MINUTE

export interface Signed {
  /** Of the headers `x-slack-request-timestamp` and `x-slack-signature`. */
  readonly timestamp: string
  readonly signature: string
  readonly body: string
}

/**
 * Whether Slack signed this within five minutes of `now` (milliseconds), before or after: a request of the future
 * could be kept and played again, and Bolt's own check lets it pass.
 */
export const isSigned = (secret: string, now: number, { timestamp, signature, body }: Signed): boolean => {
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1_000) > WINDOW) return false
  const expected = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`)
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
