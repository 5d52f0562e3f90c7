import type { Update } from '@grammyjs/types'
import type { Incoming } from '../../../core/ports/channel.ts'
import type { Clock } from '../../../core/ports/clock.ts'
import type { Logger } from '../../../core/ports/logger.ts'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import type { Aside } from './aside.ts'
import { chatOf, incomingOf } from './incoming.ts'
import type { ReadFile } from './incoming-files.ts'
import { Intake } from './intake.ts'

/** After so many tries an update is passed over, so that it does not keep back everything that came after it. */
const TRIES = 3
const MOST_TRIED = 1_000

interface ReceptionParts {
  readonly channel: string
  readonly clock: Clock
  readonly logger: Logger
  readonly readFile: ReadFile
  readonly aside: Aside
  /** How long the next photo of an album may be in coming, in milliseconds. */
  readonly album: number
  receive(incoming: Incoming): Promise<void>
}

/** Everything that arrives, from `start` to the stop. */
export class Reception {
  private readonly stop = new AbortController()
  private readonly intake: Intake
  private readonly tries = new Map<number, number>()

  constructor(private readonly parts: ReceptionParts) {
    const { clock, album } = parts
    this.intake = new Intake({ clock, album, stopping: this.stopping, handle: (updates) => this.handle(updates) })
  }

  get stopping(): AbortSignal {
    return this.stop.signal
  }

  /** Resolves when the update has been dealt with durably. @throws NotTaken, StoreUnavailable, or what `receive` threw */
  async accept(update: Update): Promise<void> {
    const { aside } = this.parts
    const chat = chatOf(update)
    if (chat === undefined) return
    if (chat.type !== 'private') return aside.tellGroup(update)
    aside.answerPress(update, this.stopping)
    await this.intake.take(update)
  }

  /** Takes nothing new; what has begun is finished by `idle`. */
  halt(): void {
    this.stop.abort()
  }

  async idle(): Promise<void> {
    await this.intake.idle()
    await this.parts.aside.done()
  }

  private async handle(updates: readonly Update[]): Promise<void> {
    const { receive, aside, channel, readFile } = this.parts
    const [first] = updates
    if (first === undefined) return
    try {
      const incoming = incomingOf(updates, { channel, readFile })
      if (incoming !== undefined) await receive(incoming)
      this.tries.delete(first.update_id)
    } catch (error) {
      if (error instanceof StoreUnavailable || !this.hopeless(first.update_id, error)) throw error
    }
    aside.markPress(first)
  }

  /** Whether `update` has failed so often that it is passed over. The error itself may quote what a person wrote. */
  private hopeless(update: number, error: unknown): boolean {
    const { logger, channel } = this.parts
    const tries = (this.tries.get(update) ?? 0) + 1
    const why = error instanceof Error ? error.name : 'unknown'
    this.tries.delete(update)
    if (tries >= TRIES) {
      logger.error('telegram.update-passed-over', { channel, tries, why })
      return true
    }
    this.tries.set(update, tries)
    const [oldest] = this.tries.keys()
    if (this.tries.size > MOST_TRIED && oldest !== undefined) this.tries.delete(oldest)
    return false
  }
}
