import type { Json } from './payload.ts'

export type Update = { readonly id: number; readonly chatId: number; readonly json: Json }

/** These come only to bots that ask for them by name. */
const ON_REQUEST = ['chat_member', 'message_reaction', 'message_reaction_count']
const RECENT = 100

/** Updates that the bot has not confirmed, oldest first, shared by polling and webhook. */
export class UpdateQueue {
  #pending: Update[] = []
  readonly #recent: Update[] = []
  #repeats: Update[] = []
  #allowed: readonly string[] = []
  #listener: () => void = () => {}
  #duplicates = 0
  #nextId = 100_000_001
  /** Updates that came into being so far. */
  created = 0

  /** The one that delivers now: a poll that waits, or the webhook. */
  onPush(listener: () => void): void {
    this.#listener = listener
  }

  get size(): number {
    return this.#pending.length
  }

  get allowed(): readonly string[] {
    return this.#allowed
  }

  /** As documented, a change leaves older updates alone; an empty list is the default again. */
  allow(kinds: readonly string[] | undefined): void {
    if (kinds !== undefined) this.#allowed = kinds
  }

  push(kind: string, content: Json, chatId: number): void {
    const wanted = this.#allowed.length > 0 ? this.#allowed.includes(kind) : !ON_REQUEST.includes(kind)
    if (!wanted) return
    const id = this.#nextId++
    const update = { id, chatId, json: { update_id: id, [kind]: content } }
    this.created += 1
    this.#pending.push(update)
    if (this.#duplicates > 0) {
      this.#duplicates -= 1
      this.#pending.push(update)
    }
    this.#listener()
  }

  /** Forgets what lies below `offset`; a negative one keeps only that many of the newest. */
  confirm(offset: number): void {
    const kept =
      offset < 0 ? Math.max(0, this.#pending.length + offset) : this.#pending.findIndex((update) => update.id >= offset)
    this.#remember(this.#pending.splice(0, kept < 0 ? this.#pending.length : kept))
  }

  #remember(updates: readonly Update[]): void {
    this.#recent.push(...updates.slice(-RECENT))
    this.#recent.splice(0, Math.max(0, this.#recent.length - RECENT))
  }

  /** What a poll gets: repeats first, whatever its offset, then the oldest unconfirmed. */
  peek(limit: number): Json[] {
    const repeats = this.#repeats.splice(0, limit)
    return [...repeats, ...this.#pending.slice(0, limit - repeats.length)].map((update) => update.json)
  }

  get hasAny(): boolean {
    return this.#repeats.length + this.#pending.length > 0
  }

  /** Hands everything over to the webhook, which gives back what it could not deliver. */
  drain(): Update[] {
    const all = [...this.#repeats, ...this.#pending]
    this.#repeats = []
    this.#pending = []
    return all
  }

  /** A delivered update, so that it can be repeated. */
  delivered(update: Update): void {
    this.#remember([update])
  }

  restore(updates: readonly Update[]): void {
    this.#pending = [...updates, ...this.#pending].sort((a, b) => a.id - b.id)
  }

  clear(): void {
    this.#pending = []
  }

  /** Delivers each of the next `count` updates twice, with the same update_id. */
  duplicateNext(count: number): void {
    this.#duplicates += count
  }

  /** Delivers the newest `count` updates that were confirmed already once more. Returns how many there were. */
  repeat(count: number): number {
    const again = this.#recent.slice(-count)
    this.#repeats.push(...again)
    if (again.length > 0) this.#listener()
    return again.length
  }
}
