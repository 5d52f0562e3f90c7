/** How fast Slack lets an app be. */
export interface Rates {
  /** Messages to one channel: one a second, "short bursts" above that. */
  readonly perChannelPerSecond: number
  readonly burst: number
  /** Conversations that may be opened in a minute. */
  readonly opensPerMinute: number
}

export const DOCUMENTED: Rates = { perChannelPerSecond: 1, burst: 3, opensPerMinute: 50 }

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
    const { perChannelPerSecond, burst, opensPerMinute } = this.rates
    if (method === 'chat.postMessage') return this.take(channel, perChannelPerSecond, burst)
    if (method === 'conversations.open') return this.take('open', opensPerMinute / 60, opensPerMinute)
    return 0
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
