import type { Clock } from './clock.ts'
import { tooManyRequests } from './failure.ts'

/** Messages per second, and how many may come at once after a pause. */
export type RateLimits = {
  perSecond: number
  burst: number
  perChatPerSecond: number
  perChatBurst: number
}

/** What Telegram's FAQ says: about 30 a second in all, one a second in a chat, "short bursts" above that. */
export const documentedRates: RateLimits = { perSecond: 30, burst: 30, perChatPerSecond: 1, perChatBurst: 3 }

type Bucket = { tokens: number; at: number; blockedUntil: number }

/** Rounding while refilling must not cost a whole token. */
const ALMOST = 0.01

/** Token buckets. Who exceeds one is locked out of it for the whole of `retry_after`, as with Telegram. */
export class RateLimiter {
  readonly #clock: Clock
  readonly #rates: RateLimits
  readonly #chats = new Map<number, Bucket>()
  readonly #all: Bucket

  constructor(clock: Clock, rates: RateLimits) {
    this.#clock = clock
    this.#rates = rates
    this.#all = { tokens: rates.burst, at: clock.now(), blockedUntil: 0 }
  }

  /** Counts `messages` about to be sent to `chatId`. @throws Failure 429 */
  spend(chatId: number, messages: number): void {
    const chat = this.#bucket(chatId)
    this.#require(chat, messages, this.#rates.perChatPerSecond, this.#rates.perChatBurst)
    this.#require(this.#all, messages, this.#rates.perSecond, this.#rates.burst)
    chat.tokens -= messages
    this.#all.tokens -= messages
  }

  #bucket(chatId: number): Bucket {
    const now = this.#clock.now()
    const found = this.#chats.get(chatId)
    if (found) return found
    if (this.#chats.size >= 10_000) this.#forgetRested(now)
    const fresh = { tokens: this.#rates.perChatBurst, at: now, blockedUntil: 0 }
    this.#chats.set(chatId, fresh)
    return fresh
  }

  #forgetRested(now: number): void {
    const rest = (this.#rates.perChatBurst / this.#rates.perChatPerSecond) * 1000
    for (const [id, bucket] of this.#chats) {
      if (now - bucket.at > rest && bucket.blockedUntil < now) this.#chats.delete(id)
    }
  }

  /** An album costs a token a picture, but never more than a full bucket holds, or it could never be sent. */
  #require(bucket: Bucket, messages: number, rate: number, burst: number): void {
    const now = this.#clock.now()
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * rate)
    bucket.at = now
    if (now < bucket.blockedUntil) throw tooManyRequests(Math.ceil((bucket.blockedUntil - now) / 1000))
    const missing = Math.min(messages, burst) - bucket.tokens
    if (missing <= ALMOST) return
    const wait = Math.max(1, Math.ceil(missing / rate - ALMOST))
    bucket.blockedUntil = now + wait * 1000
    throw tooManyRequests(wait)
  }
}
