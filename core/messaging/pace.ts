import type { Capabilities } from '../ports/channel.ts'
import { SECOND } from '../ports/clock.ts'

/** How many quick messages a chat may get at least before its pace is kept. */
const BURST = 3
/** So many chats are remembered before it is looked which need not be. */
const CROWDED = 10_000
/** What a platform calls a second is a little longer here, because messages take unequally long to get there. */
const WINDOW = 1.02 * SECOND
/** How long after a reply whatever can wait leaves evenly: others may be about to write. */
const LIVELY = 10 * SECOND
/** How far what leaves evenly may lie behind its time and still make up for it, and how far replies put it off at most. */
const [BEHIND, AHEAD] = [SECOND / 5, SECOND / 10]

/** Keeps a platform's limits: so many messages a second in all, and so many to one chat. Times are in milliseconds. */
export class Pace {
  /** When the messages of the last second left, the oldest first from `begin` on. */
  private left: number[] = []
  private begin = 0
  private pausedUntil = 0
  private crowded = CROWDED
  /** As how many the message counts that found no room last, and whether it can wait. */
  private wanted = { as: 1, canWait: false }
  /** When the next may leave of what leaves evenly, and when something left that could not wait. */
  private next = Number.NEGATIVE_INFINITY
  private repliedAt = Number.NEGATIVE_INFINITY
  private readonly chats = new Map<string, { tokens: number; at: number }>()

  constructor(private readonly can: Pick<Capabilities, 'perSecond' | 'perChatPerSecond'>) {}

  /**
   * Whether a message may leave to `chat` at `now`; if so, it counts as gone: as `as` messages, such as an album. While
   * people write, what `canWait` leaves evenly: a reply then finds room at any moment, not only when a second is over.
   */
  take(chat: string, now: number, as = 1, canWait = false): boolean {
    if (this.full(now, as, canWait) > 0) {
      this.wanted = { as, canWait }
      return false
    }
    const own = this.own(chat, now)
    const tokens = Math.min(as, this.burst)
    if (own.tokens < tokens) return false
    this.wanted = { as: 1, canWait: false }
    const turn = Math.max(this.next, now - BEHIND) + (as * WINDOW) / this.can.perSecond
    this.next = Math.min(turn, now + AHEAD)
    if (!canWait) this.repliedAt = now
    for (let n = 0; n < as; n++) this.left.push(now)
    this.chats.set(chat, { tokens: own.tokens - tokens, at: now })
    if (this.chats.size > this.crowded) this.forgetQuiet(now)
    return true
  }

  /** Nothing leaves before `until`. */
  pause(until: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, until)
  }

  /** How long the platform takes nothing that counts as `as`, whoever it is for; 0 when it does. */
  full(now: number, as = 1, canWait = false): number {
    if (now < this.pausedUntil) return this.pausedUntil - now
    const turn = canWait && now - this.repliedAt < LIVELY ? this.next - now : 0
    while ((this.left[this.begin] ?? Number.POSITIVE_INFINITY) <= now - WINDOW) this.begin++
    if (this.begin > 1_000 && this.begin * 2 > this.left.length) {
      this.left = this.left.slice(this.begin)
      this.begin = 0
    }
    // An album of more than a second's messages leaves when nothing else has.
    const over = this.left.length - this.begin + Math.min(as, this.can.perSecond) - this.can.perSecond
    const waitFor = over <= 0 ? undefined : this.left[this.begin + over - 1]
    return Math.max(0, turn, waitFor === undefined ? 0 : waitFor + WINDOW - now)
  }

  /** How long until something may leave again, at most `most`. */
  wait(now: number, most: number): number {
    const full = this.full(now, this.wanted.as, this.wanted.canWait)
    if (full > 0) return Math.min(most, full)
    return this.chats.size === 0 ? most : Math.min(most, SECOND / this.can.perChatPerSecond)
  }

  private get burst(): number {
    return Math.max(BURST, this.can.perChatPerSecond)
  }

  private own(chat: string, now: number): { tokens: number } {
    const own = this.chats.get(chat)
    if (own === undefined) return { tokens: this.burst }
    return { tokens: Math.min(this.burst, own.tokens + ((now - own.at) * this.can.perChatPerSecond) / SECOND) }
  }

  /** A chat that may get as many as any other need not be remembered. Looked through again when twice as many are. */
  private forgetQuiet(now: number): void {
    const recovered = (this.burst / this.can.perChatPerSecond) * SECOND
    for (const [chat, { at }] of this.chats) if (now - at >= recovered) this.chats.delete(chat)
    this.crowded = Math.max(CROWDED, this.chats.size * 2)
  }
}
