import { Refusal } from '../../core/kernel/errors.ts'
import { digestOf } from '../../core/kernel/trail.ts'
import { type Clock, DAY, later } from '../../core/ports/clock.ts'
import type { Seal } from '../../core/ports/seal.ts'
import { type CollectionSpec, type Document, DuplicateKey, type Store } from '../../core/ports/store.ts'

/** An `Idempotency-Key` that was used, and for what; only digests are kept. */
interface RequestDocument extends Document {
  readonly fingerprint: string
  readonly day: string
}

export const REQUESTS: CollectionSpec = { name: 'api-request', indexes: [{ paths: ['day'] }] }

/** How long a key is remembered, in days. */
const KEPT_DAYS = 30

/** Remembers which request an `Idempotency-Key` belongs to. */
export interface Repetition {
  /**
   * The key under which the operation is executed: the same for the same header of the same token.
   * @throws Refusal 400 `http.bad-key` | 422 `http.key-reused` when it came with another request before
   */
  keyFor(token: string, header: string, operation: string, input: unknown): Promise<string>
  /** Forgets keys of more than `KEPT_DAYS` ago; returns how many. */
  prune(): Promise<number>
}

export const repetition = (parts: { store: Store; clock: Clock; seal: Seal }): Repetition => {
  const { store, clock, seal } = parts
  const requests = store.collection<RequestDocument>(REQUESTS)
  return {
    keyFor: async (token, header, operation, input) => {
      if (!/^[\x21-\x7e]{1,200}$/.test(header)) throw new Refusal('http.bad-key', {}, 400)
      const id = seal.blind(`${token}:${header}`, 'api-request')
      const fingerprint = seal.blind(`${operation}:${digestOf(input)}`, 'api-request-body')
      try {
        await requests.insert({ id, version: 1, fingerprint, day: clock.now().slice(0, 10) })
      } catch (error) {
        if (!(error instanceof DuplicateKey)) throw error
        const known = await requests.get(id)
        if (known !== undefined && known.fingerprint !== fingerprint) throw new Refusal('http.key-reused', {}, 422)
      }
      return `api:${token}:${header}`
    },
    prune: async () => {
      let count = 0
      const before = later(clock.now(), -KEPT_DAYS * DAY).slice(0, 10)
      for await (const { id } of requests.stream({ where: { day: { lt: before } } })) {
        await requests.delete(id)
        count += 1
      }
      return count
    },
  }
}
