import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../core/ports/clock.ts'
import type { Files } from '../../../core/ports/files.ts'
import { type Seal, SealBroken } from '../../../core/ports/seal.ts'
import { type Collection, DuplicateKey, type Store } from '../../../core/ports/store.ts'
import { MESSAGES, type MessageDocument, type NumberedMessage, type WebMessage } from './documents.ts'
import { Sessions } from './sessions.ts'

export interface InboxParts {
  readonly store: Store
  readonly clock: Clock
  readonly seal: Seal
  readonly files: Files
}

/** What a message is before it stands in the inbox. */
export type NewMessage = Omit<WebMessage, 'id' | 'at'>

export interface Added {
  /** The document's id. */
  readonly key: string
  readonly seq: number
  /** The core has dealt with it. */
  readonly taken: boolean
  /** It did not stand there before. */
  readonly fresh: boolean
}

/** What was said in every session: sealed, numbered, and gone when its session goes. */
export class Inbox {
  readonly sessions: Sessions
  private readonly messages: Collection<MessageDocument>
  private readonly nudges = new Map<string, Set<() => void>>()

  constructor(private readonly parts: InboxParts) {
    this.sessions = new Sessions(parts)
    this.messages = parts.store.collection<MessageDocument>(MESSAGES)
  }

  /** The id that the person's message `own` has here: the same again when it is sent again. */
  keyOf(session: string, own: string): string {
    return `m${this.parts.seal.blind(`${session}:${own}`, 'web-message')}`
  }

  /** What stands under `key` already. */
  async known(key: string): Promise<Added | undefined> {
    const there = await this.messages.get(key)
    return there === undefined ? undefined : { key, seq: there.seq, taken: there.taken === true, fresh: false }
  }

  /** Adds what the person did. The same `own` id again finds what stands there already. */
  addOwn(session: string, own: string, message: NewMessage, silent = false): Promise<Added | undefined> {
    return this.add(session, this.keyOf(session, own), { ...message, id: own }, silent)
  }

  /** Adds what the office says; undefined when the session is gone. The same `delivery` again is not said twice. */
  addOffice(session: string, message: NewMessage, delivery?: string): Promise<Added | undefined> {
    const key = delivery === undefined ? `m${randomUUID()}` : this.keyOf(session, `delivery:${delivery}`)
    return this.add(session, key, { ...message, id: key }, false)
  }

  /**
   * Puts `message` in the place of the office's message `key`; undefined when that is gone. An edit stands in the log
   * under a number of its own and the id of what it replaces, so that every page learns of it however it catches up.
   * What stood there before is written over, so that nobody is told it any more.
   */
  async edit(session: string, key: string, message: NewMessage, delivery: string): Promise<Added | undefined> {
    const before = await this.messages.get(key)
    if (before === undefined || before.session !== session) return undefined
    const words: WebMessage = { ...message, id: key, at: this.opened(before).at, edited: true }
    const added = await this.add(session, this.keyOf(session, `edit:${delivery}`), words, false)
    if (added === undefined || before.editedBy === added.key) return added
    await this.rewrite(before, words, { editedBy: added.key })
    const earlier = before.editedBy === undefined ? undefined : await this.messages.get(before.editedBy)
    if (earlier !== undefined) await this.rewrite(earlier, words, { silent: true })
    return added
  }

  /** The core has dealt with the person's message: sending it again does nothing. */
  async markTaken(key: string): Promise<void> {
    const document = await this.messages.get(key)
    if (document === undefined || document.taken === true) return
    await this.messages.replace({ ...document, version: document.version + 1, taken: true })
  }

  /** Up to `limit` messages after number `seq`, in order. */
  async after(session: string, seq: number, limit: number): Promise<readonly NumberedMessage[]> {
    const { rows } = await this.messages.page({
      where: { session, seq: { gt: seq }, silent: null },
      order: ['seq'],
      limit,
    })
    return rows.map((row) => this.opened(row))
  }

  /** The newest `limit` messages, the newest first. */
  async newest(session: string, limit: number): Promise<readonly NumberedMessage[]> {
    const { rows } = await this.messages.page({ where: { session, silent: null }, order: ['-seq'], limit })
    return rows.map((row) => this.opened(row))
  }

  async at(session: string, seq: number): Promise<NumberedMessage | undefined> {
    const { rows } = await this.messages.page({ where: { session, seq }, limit: 1 })
    return rows[0] === undefined ? undefined : this.opened(rows[0])
  }

  /** Takes away what was said so far; the session goes on. Returns the number up to which it is gone. */
  async clear(session: string): Promise<number> {
    const upTo = await this.last(session)
    await this.sessions.clear(session, upTo)
    await this.deleteUpTo(session, upTo)
    this.nudge(session)
    return upTo
  }

  /** Takes away the session with all that was said in it. */
  async forget(session: string): Promise<void> {
    await this.sessions.close(session)
    await this.deleteUpTo(session, Number.MAX_SAFE_INTEGER)
    await this.sessions.delete(session)
    // What was being added while the session closed.
    await this.deleteUpTo(session, Number.MAX_SAFE_INTEGER)
    this.nudge(session)
  }

  /** Forgets the sessions that nobody has used since the day `before`; returns how many. */
  async prune(before: string): Promise<number> {
    let count = 0
    for await (const { id } of this.sessions.idle(before)) {
      await this.forget(id)
      count += 1
    }
    return count
  }

  /** Calls `nudge` when this process has news for `session`, until the function it returns is called. */
  watch(session: string, nudge: () => void): () => void {
    const watchers = this.nudges.get(session) ?? new Set()
    this.nudges.set(session, watchers.add(nudge))
    return () => {
      watchers.delete(nudge)
      if (watchers.size === 0) this.nudges.delete(session)
    }
  }

  private nudge(session: string): void {
    for (const nudge of this.nudges.get(session) ?? []) nudge()
  }

  private async add(
    session: string,
    key: string,
    message: Omit<WebMessage, 'at'> & { readonly at?: string },
    silent: boolean,
  ): Promise<Added | undefined> {
    const there = await this.known(key)
    if (there !== undefined) return there
    const sealed = this.sealed(session, key, { at: this.parts.clock.now(), ...message })
    for (;;) {
      const seq = (await this.last(session)) + 1
      try {
        await this.messages.insert({ id: key, version: 1, session, seq, sealed, ...(silent ? { silent: true } : {}) })
      } catch (error) {
        if (!(error instanceof DuplicateKey)) throw error
        // Another process took the number, or this very message was added meanwhile.
        if (error.index === 'id') return this.add(session, key, message, silent)
        continue
      }
      // A session that was forgotten meanwhile must not leave this behind.
      if (!(await this.sessions.isOpen(session))) {
        await this.messages.delete(key)
        return undefined
      }
      this.nudge(session)
      return { key, seq, taken: false, fresh: true }
    }
  }

  private async last(session: string): Promise<number> {
    const { rows } = await this.messages.page({ where: { session }, order: ['-seq'], limit: 1 })
    return rows[0]?.seq ?? (await this.sessions.get(session))?.cleared ?? 0
  }

  private async deleteUpTo(session: string, seq: number): Promise<void> {
    for await (const document of this.messages.stream({ where: { session, seq: { lte: seq } } })) {
      for (const file of this.ownFiles(document)) await this.parts.files.delete(file)
      await this.messages.delete(document.id)
    }
  }

  /** The files that belong to this message alone; none when its key was lost, which must not keep it from going. */
  private ownFiles(document: MessageDocument): readonly string[] {
    try {
      const files = this.opened(document).files ?? []
      return files.filter((each) => each.bond !== undefined).map((each) => each.file)
    } catch (error) {
      if (error instanceof SealBroken) return []
      throw error
    }
  }

  private async rewrite(
    document: MessageDocument,
    words: WebMessage,
    change: Pick<MessageDocument, 'editedBy' | 'silent'>,
  ): Promise<void> {
    const sealed = this.sealed(document.session, document.id, words)
    await this.messages.replace({ ...document, ...change, version: document.version + 1, sealed })
  }

  private sealed(session: string, key: string, message: WebMessage): string {
    return this.parts.seal.seal(JSON.stringify(message), bond(session, key))
  }

  private opened({ id, session, seq, sealed }: MessageDocument): NumberedMessage {
    // What `add` sealed under this bond is always a message.
    return { ...(JSON.parse(this.parts.seal.open(sealed, bond(session, id))) as WebMessage), seq }
  }
}

const bond = (session: string, key: string): string => `web:${session}:${key}`
