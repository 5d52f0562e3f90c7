import type { Json } from './payload.ts'
import type { RecordedMessage } from './recorded.ts'

/** A private chat has the id of its person. */
export type Person = { id: number; firstName: string; lastName?: string; username?: string; language?: string }

/** `not-started`: the person never wrote to the bot, so the bot must not write first. */
export type Standing = 'active' | 'not-started' | 'blocked' | 'deactivated'

/** One private chat between the bot and a person: what was said, newest last. */
export class Chat {
  readonly person: Person
  standing: Standing
  /** The reply keyboard that the person's client shows now. */
  keyboard: Json | undefined
  lastAction: string | undefined
  readonly #keep: number
  readonly #messages = new Map<number, RecordedMessage>()
  readonly #watchers = new Set<() => void>()
  #forgottenUpTo = 0

  constructor(person: Person, standing: Standing, keep: number) {
    this.person = person
    this.standing = standing
    this.#keep = keep
  }

  get id(): number {
    return this.person.id
  }

  add(message: RecordedMessage): void {
    this.#messages.set(message.id, message)
    for (const id of this.#messages.keys()) {
      if (this.#messages.size <= this.#keep) break
      this.#messages.delete(id)
      this.#forgottenUpTo = id
    }
    this.changed()
  }

  find(id: number): RecordedMessage | undefined {
    const message = this.#messages.get(id)
    return message?.deleted ? undefined : message
  }

  /** Whether `id` was dropped by `keepHistory: false`, so that nothing about it can be said for sure. */
  forgot(id: number): boolean {
    return id <= this.#forgottenUpTo
  }

  messages(): RecordedMessage[] {
    return [...this.#messages.values()]
  }

  changed(): void {
    for (const watcher of [...this.#watchers]) watcher()
  }

  /** Calls `watcher` after every change; the function it returns ends that. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }
}
