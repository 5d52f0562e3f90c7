import { type Clock, later, MINUTE } from '../../../core/ports/clock.ts'

export interface Limits {
  /** Questions that are asked at the same time. */
  readonly atOnce: number
  /** Questions that wait for their turn; what comes on top is not asked. */
  readonly waiting: number
  /** Tokens in a day (UTC) of this process, sent and received: what a day may cost. */
  readonly tokensPerDay: number
  /** Tokens of one answer. */
  readonly answerTokens: number
  /** Characters of a letter that are sent. */
  readonly letterCharacters: number
}

export const LIMITS: Limits = {
  atOnce: 2,
  waiting: 40,
  tokensPerDay: 1_000_000,
  answerTokens: 600,
  letterCharacters: 4_000,
}

/** Why nothing was asked. */
export type Closed = 'pause' | 'crowded' | 'budget'

const FAILURES = 5
const PAUSE = MINUTE

/** Keeps a model that fails, or costs too much, from being asked. */
export class Guard {
  private failures = 0
  private pausedUntil: string | undefined
  private running = 0
  private readonly queue: (() => void)[] = []
  private day = ''
  private tokens = 0

  constructor(
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  /** Waits for a turn to ask; whoever gets one (`undefined`) must `leave`. */
  async enter(): Promise<Closed | undefined> {
    const closed = this.closed()
    if (closed !== undefined) return closed
    if (this.running < this.limits.atOnce) {
      this.running++
      return undefined
    }
    if (this.queue.length >= this.limits.waiting) return 'crowded'
    await new Promise<void>((resolve) => this.queue.push(resolve))
    // The turn was handed over; the world may have changed meanwhile.
    const now = this.closed()
    if (now !== undefined) this.next()
    return now
  }

  leave({ failed, tokens }: { readonly failed: boolean; readonly tokens: number }): void {
    this.countTokens(tokens)
    if (failed) {
      this.failures++
      // After a pause one more failure is enough: it is asked once to see whether it is back.
      if (this.failures >= FAILURES) this.pausedUntil = later(this.clock.now(), PAUSE)
    } else {
      this.failures = 0
      this.pausedUntil = undefined
    }
    this.next()
  }

  private closed(): Closed | undefined {
    if (this.pausedUntil !== undefined && this.clock.now() < this.pausedUntil) return 'pause'
    // While it is being tried again after a pause, nobody else asks.
    if (this.pausedUntil !== undefined && this.running > 0) return 'pause'
    this.countTokens(0)
    return this.tokens >= this.limits.tokensPerDay ? 'budget' : undefined
  }

  private next(): void {
    const waiting = this.queue.shift()
    if (waiting === undefined) this.running--
    else waiting()
  }

  private countTokens(tokens: number): void {
    const today = this.clock.now().slice(0, 10)
    if (today !== this.day) this.tokens = 0
    this.day = today
    this.tokens += tokens
  }
}
