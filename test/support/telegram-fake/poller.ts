import { Failure } from './failure.ts'
import type { Json } from './payload.ts'
import type { UpdateQueue } from './update-queue.ts'

export type Poll = { offset: number | undefined; limit: number; seconds: number; signal: AbortSignal }

const conflict = () =>
  new Failure(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running')

/** getUpdates. A second poll ends one that still waits, as with Telegram. */
export class Poller {
  readonly #queue: UpdateQueue
  #end: (failure?: Failure) => void = () => {}

  constructor(queue: UpdateQueue) {
    this.#queue = queue
  }

  async poll({ offset, limit, seconds, signal }: Poll): Promise<Json[]> {
    this.#end(conflict())
    if (offset !== undefined && offset !== 0) this.#queue.confirm(offset)
    if (!this.#queue.hasAny && seconds > 0) await this.#wait(seconds, signal)
    // A caller that went away must not use up repeats.
    return signal.aborted ? [] : this.#queue.peek(limit)
  }

  /** Waits in real time, whatever the fake's clock says. */
  #wait(seconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      let ended = false
      const end = (failure?: Failure) => {
        // The push and the timeout may both come; by then the queue may have another listener.
        if (ended) return
        ended = true
        clearTimeout(timer)
        if (this.#end === end) this.#end = () => {}
        this.#queue.onPush(() => {})
        if (failure) reject(failure)
        else resolve()
      }
      const timer = setTimeout(() => end(), seconds * 1000)
      this.#end = end
      // One turn later, so that what happens together arrives together.
      this.#queue.onPush(() => setImmediate(() => end()))
      signal.addEventListener('abort', () => end(), { once: true })
    })
  }

  /** Lets a poll that waits go with whatever there is. */
  release(): void {
    this.#end()
  }

  /** Ends a poll that waits with 409, as when a webhook is set. */
  interrupt(): void {
    this.#end(new Failure(409, 'Conflict: terminated by setWebhook request'))
  }
}
