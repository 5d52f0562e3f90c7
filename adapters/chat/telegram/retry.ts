import { SECOND } from '../../../core/ports/clock.ts'
import { ApiFailure } from './api-failure.ts'
import type { TelegramParts, Waits } from './parts.ts'
import type { Standing } from './standing.ts'

export interface RetryParts extends Pick<TelegramParts, 'clock' | 'logger'> {
  readonly waits: Waits
  readonly standing: Standing
  readonly stopping: AbortSignal
}

/** Waits longer after each failure, says so once, and gives up only when stopped. */
export class Retry {
  private failures = 0

  constructor(private readonly parts: RetryParts) {}

  /** Whether the last attempt failed. */
  get failing(): boolean {
    return this.failures > 0
  }

  fine(): void {
    this.failures = 0
  }

  /** Tries `act` until it succeeds or the channel stops. */
  async untilDone(act: () => Promise<unknown>): Promise<void> {
    while (!this.parts.stopping.aborted) {
      try {
        await act()
        this.fine()
        return
      } catch (error) {
        await this.after(error)
      }
    }
  }

  /** Waits as a failed call asks for. */
  async after(error: unknown): Promise<void> {
    const { stopping, waits, standing, logger } = this.parts
    if (stopping.aborted) return
    const ours = standing.failed(error)
    if (!ours && !this.failing) {
      const status = error instanceof ApiFailure ? error.status : 0
      logger.warn('telegram.unreachable', { status, why: error instanceof ApiFailure ? error.why : 'unknown' })
    }
    const asked = error instanceof ApiFailure && error.why === 'too-fast' ? error.retryAfter * SECOND : 0
    await this.pause(ours ? waits.slow : asked)
  }

  /** Waits, at least `least` milliseconds. Doubles each time; the jitter keeps several programs from asking at once. */
  async pause(least = 0): Promise<void> {
    const { clock, waits, stopping } = this.parts
    const wait = Math.min(waits.most, waits.first * 2 ** Math.min(this.failures, 16))
    this.failures += 1
    await clock.sleep(Math.max(least, wait * (0.5 + Math.random() / 2)), stopping)
  }
}
