import type { Issue } from './failure.ts'
import type { Json, Payload } from './payload.ts'

/** Something the bot did that Telegram's documentation forbids. */
export type Violation = Issue & { readonly method: string; readonly payload: Json }

/** One call but getUpdates, which would drown the others. `status` is the HTTP status, 0 for a dropped connection. */
export type CallRecord = {
  readonly at: number
  readonly method: string
  readonly payload: Payload
  readonly status: number
  /** Telegram's words when the answer was not ok. */
  readonly description: string | undefined
}

const MOST_VIOLATIONS = 1_000

/** What the fake remembers of the calls made to it. */
export class Ledger {
  readonly calls: CallRecord[] = []
  readonly violations: Violation[] = []
  /** Calls by method, all of them, however few are remembered. */
  readonly byMethod: Record<string, number> = {}
  /** Answers by HTTP status; 0 counts the dropped connections. */
  readonly byStatus: Record<number, number> = {}
  readonly #keep: number

  /** @param keep calls that are remembered */
  constructor(keep: number) {
    this.#keep = keep
  }

  called(call: CallRecord): void {
    this.byMethod[call.method] = (this.byMethod[call.method] ?? 0) + 1
    this.byStatus[call.status] = (this.byStatus[call.status] ?? 0) + 1
    if (call.method === 'getUpdates') return
    this.calls.push(call)
    // Cutting in large pieces keeps this cheap.
    if (this.calls.length > this.#keep * 2) this.calls.splice(0, this.calls.length - this.#keep)
  }

  violated(method: string, payload: Json, issue: Issue): void {
    if (this.violations.length < MOST_VIOLATIONS) this.violations.push({ ...issue, method, payload })
  }
}
