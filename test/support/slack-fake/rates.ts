/** How fast Slack lets an app be. */
export interface Rates {
  /** Messages to one channel: one a second, "short bursts" above that. */
  readonly perChannelPerSecond: number
  readonly burst: number
  /** How often each method may be called in a minute, by its tier; the lowest figure of the tier. */
  readonly perMinute: Readonly<Record<string, number>>
}

const TIER_3 = 50
const TIER_4 = 100

export const DOCUMENTED: Rates = {
  perChannelPerSecond: 1,
  burst: 3,
  perMinute: {
    'chat.update': TIER_3,
    'conversations.open': TIER_3,
    'files.completeUploadExternal': TIER_4,
    'files.getUploadURLExternal': TIER_4,
    'users.info': TIER_4,
    'views.open': TIER_4,
    'views.publish': TIER_4,
  },
}

interface Bucket {
  tokens: number
  at: number
}

export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>()

  constructor(
    private readonly rates: Rates,
    private readonly now: () => number,
  ) {}

  /** Seconds to wait, or 0 when the call may pass. */
  spend(method: string, channel: string): number {
    const { perChannelPerSecond, burst, perMinute } = this.rates
    if (method === 'chat.postMessage') return this.take(channel, perChannelPerSecond, burst)
    const most = perMinute[method]
    return most === undefined ? 0 : this.take(method, most / 60, most)
  }

  private take(key: string, perSecond: number, most: number): number {
    const now = this.now()
    const bucket = this.buckets.get(key) ?? { tokens: most, at: now }
    bucket.tokens = Math.min(most, bucket.tokens + ((now - bucket.at) / 1_000) * perSecond)
    bucket.at = now
    this.buckets.set(key, bucket)
    if (bucket.tokens < 0.99) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond))
    bucket.tokens -= 1
    return 0
  }
}
