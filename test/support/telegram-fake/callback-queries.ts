import type { Clock } from './clock.ts'
import { badRequest } from './failure.ts'

export type CallbackAnswer = { text: string | undefined; alert: boolean; url: string | undefined }
type Waiting = { at: number; answered: (answer: CallbackAnswer) => void }

const LIFETIME = 15_000
const MOST_WAITING = 5_000

/** Presses that wait for answerCallbackQuery. Each can be answered once, within fifteen seconds. */
export class CallbackQueries {
  readonly #clock: Clock
  readonly #waiting = new Map<string, Waiting>()
  #nextId = 4_000_000_001

  constructor(clock: Clock) {
    this.#clock = clock
  }

  open(answered: (answer: CallbackAnswer) => void): string {
    const id = String(this.#nextId++)
    this.#waiting.set(id, { at: this.#clock.now(), answered })
    for (const [oldest, { at }] of this.#waiting) {
      if (this.#waiting.size <= MOST_WAITING && this.#clock.now() - at <= LIFETIME) break
      this.#waiting.delete(oldest)
    }
    return id
  }

  /** @throws Failure when the query is unknown, too old or was answered before */
  answer(id: string, answer: CallbackAnswer): void {
    const query = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (query === undefined || this.#clock.now() - query.at > LIFETIME)
      throw badRequest('query is too old and response timeout expired or query ID is invalid')
    query.answered(answer)
  }
}
