import type { Update } from '@grammyjs/types'
import { SECOND } from '../../../core/ports/clock.ts'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import { type BotApi, call } from './api.ts'
import { WANTED } from './incoming.ts'
import { Retry, type RetryParts } from './retry.ts'

/** How much longer than asked a poll may take before the line counts as dead. */
const GRACE = 15 * SECOND
/**
 * How soon is looked for what comes while a batch is dealt with, the rest of an album too, in milliseconds. Each time
 * that nothing came, or that it could not be asked, the next look is so much later, up to a second.
 */
const GLANCE = 50

interface PollerParts extends RetryParts {
  readonly api: BotApi
  /** Resolves when the update has been dealt with durably. */
  accept(update: Update): Promise<void>
}

/** What became of the updates of one batch so far. */
interface Round {
  readonly work: Map<number, Promise<void>>
  failed: boolean
}

/**
 * Asks for updates until stopped. Telegram forgets an update when the next poll asks for later ones, so the offset
 * moves only up to the first that has not been dealt with: whatever a crash leaves undone comes again. What comes
 * meanwhile does not wait for it.
 */
export class Poller {
  private readonly retry: Retry
  private offset = 0
  /** Updates from `offset` on that are done, while another of their batch is not. */
  private readonly done = new Set<number>()

  constructor(private readonly parts: PollerParts) {
    this.retry = new Retry(parts)
  }

  async run(): Promise<void> {
    const { api, clock, stopping, waits } = this.parts
    await this.retry.untilDone(() => call(api, 'deleteWebhook', {}))
    while (!stopping.aborted) {
      try {
        const asked = Date.parse(clock.now())
        const batch = await this.ask(waits.poll)
        if (await this.deal(batch)) this.retry.fine()
        else await this.retry.pause()
        // Not every server that speaks as Telegram holds a poll until there is something to say.
        const idle = batch.length === 0 && Date.parse(clock.now()) - asked < waits.first
        if (idle) await clock.sleep(waits.first, stopping)
      } catch (error) {
        await this.retry.after(error)
      }
    }
    await this.confirm()
  }

  private async ask(hold: number): Promise<readonly Update[]> {
    const { api, standing, stopping } = this.parts
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(hold + GRACE)])
    const args = { offset: this.offset, timeout: Math.floor(hold / SECOND), allowed_updates: WANTED }
    const updates = await api.call('getUpdates', args, signal)
    standing.fine('getUpdates')
    return updates
  }

  /** Whether the whole batch has been dealt with. */
  private async deal(first: readonly Update[]): Promise<boolean> {
    const round: Round = { work: new Map(), failed: false }
    let batch = first
    for (let glances = 1; ; glances++) {
      // What comes later must not overtake what failed, in its chat.
      if (!round.failed) this.begin(batch, round)
      const settled = Promise.allSettled(round.work.values())
      const results = await Promise.race([settled, this.parts.clock.sleep(Math.min(glances * GLANCE, SECOND))])
      if (results !== undefined) return this.advance(batch, results)
      if (round.failed) continue
      const before = batch.at(-1)
      batch = await this.more(batch, round)
      if (batch.at(-1) !== before) glances = 0
    }
  }

  private begin(batch: readonly Update[], round: Round): void {
    for (const update of batch) {
      const id = update.update_id
      if (this.done.has(id) || round.work.has(id)) continue
      const accepted = this.parts.accept(update).then(() => void this.done.add(id))
      round.work.set(id, accepted)
      accepted.catch(() => {
        round.failed = true
      })
    }
  }

  /** What has not been dealt with again, with what has come since. */
  private async more(batch: readonly Update[], { work }: Round): Promise<readonly Update[]> {
    const undone = batch.findIndex(({ update_id }) => !this.done.has(update_id))
    const first = batch[undone]
    if (first === undefined) return batch
    for (const { update_id } of batch.slice(0, undone)) {
      work.delete(update_id)
      this.done.delete(update_id)
    }
    this.offset = first.update_id
    const left = batch.slice(undone)
    try {
      const again = await this.ask(0)
      return again.length > left.length ? again : left
    } catch (error) {
      await this.retry.after(error)
      return left
    }
  }

  private advance(batch: readonly Update[], results: readonly PromiseSettledResult<void>[]): boolean {
    const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    if (failed.length > 0) {
      if (!this.retry.failing && failed.some((reason) => reason instanceof StoreUnavailable)) {
        this.parts.logger.warn('telegram.store-unavailable', { waiting: failed.length })
      }
      return false
    }
    const last = batch.at(-1)
    // Not the highest number so far: after a quiet week Telegram begins anew with any.
    if (last !== undefined) this.offset = last.update_id + 1
    this.done.clear()
    return true
  }

  /** What was dealt with need not come again after the stop; if this fails, it does, and is known. */
  private async confirm(): Promise<void> {
    if (this.offset === 0) return
    const args = { offset: this.offset, timeout: 0, limit: 1 }
    await this.parts.api.call('getUpdates', args, AbortSignal.timeout(5 * SECOND)).catch(() => {})
  }
}
