import type { Capabilities } from '../ports/channel.ts'
import { SECOND } from '../ports/clock.ts'

/** How many quick messages a chat may get at least before its pace is kept. */
const BURST = 3

/** Keeps a platform's limits: so many messages a second in all, and so many to one chat. Times are in milliseconds. */
export class Pace {
  private tokens: number
  private filledAt = 0
  private pausedUntil = 0
  private readonly chats = new Map<string, { tokens: number; at: number }>()

  constructor(private readonly can: Pick<Capabilities, 'perSecond' | 'perChatPerSecond'>) {
    this.tokens = can.perSecond
  }

  /** Whether a message may leave to `chat` at `now`; if so, it counts as gone. */
  take(chat: string, now: number): boolean {
    if (now < this.pausedUntil) return false
    this.fill(now)
    const own = this.own(chat, now)
    if (this.tokens < 1 || own.tokens < 1) return false
    this.tokens -= 1
    this.chats.set(chat, { tokens: own.tokens - 1, at: now })
    return true
  }

  /** Nothing leaves before `until`. */
  pause(until: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, until)
  }

  /** How long until something may leave again, at most `most`. */
  wait(now: number, most: number): number {
    this.fill(now)
    if (now < this.pausedUntil) return Math.min(most, this.pausedUntil - now)
    if (this.tokens >= 1) return this.chats.size === 0 ? most : Math.min(most, SECOND / this.can.perChatPerSecond)
    return Math.min(most, ((1 - this.tokens) * SECOND) / this.can.perSecond)
  }

  private fill(now: number): void {
    const gained = (Math.max(0, now - this.filledAt) * this.can.perSecond) / SECOND
    this.tokens = Math.min(this.can.perSecond, this.tokens + gained)
    this.filledAt = now
    if (this.chats.size > 10_000) this.forgetQuiet(now)
  }

  private own(chat: string, now: number): { tokens: number } {
    const own = this.chats.get(chat)
    const burst = Math.max(BURST, this.can.perChatPerSecond)
    if (own === undefined) return { tokens: burst }
    return { tokens: Math.min(burst, own.tokens + ((now - own.at) * this.can.perChatPerSecond) / SECOND) }
  }

  private forgetQuiet(now: number): void {
    for (const [chat, { at }] of this.chats) if (now - at > 60 * SECOND) this.chats.delete(chat)
  }
}
