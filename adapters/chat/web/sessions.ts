import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../core/ports/clock.ts'
import type { Seal } from '../../../core/ports/seal.ts'
import type { Collection, Store } from '../../../core/ports/store.ts'
import { SESSIONS, type SessionDocument } from './documents.ts'

/** A session that is being used. */
export interface Session {
  /** Its id in the store. */
  readonly id: string
  /** What the core calls the chat. It opens nothing: only the cookie does, and the cookie can't be read from it. */
  readonly address: string
  readonly cleared: number
}

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly seal: Seal
}

/** 256 bits as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** Who is who among browsers: cookie → address → id, each a keyed digest of the one before. */
export class Sessions {
  private readonly documents: Collection<SessionDocument>

  constructor(private readonly parts: Parts) {
    this.documents = parts.store.collection<SessionDocument>(SESSIONS)
  }

  /** The session id behind an address that the core knows. */
  idOf(address: string): string {
    return `s${this.parts.seal.blind(address, 'web-inbox')}`
  }

  /** A new session; the token is for the cookie and is kept nowhere. */
  async create(): Promise<{ readonly token: string; readonly session: Session }> {
    const token = randomBytes(32).toString('base64url')
    const address = this.addressOf(token)
    const id = this.idOf(address)
    await this.documents.insert({ id, version: 1, seenOn: this.today(), cleared: 0, closing: false })
    return { token, session: { id, address, cleared: 0 } }
  }

  /** The session that a cookie opens. */
  async find(token: string | undefined): Promise<Session | undefined> {
    if (token === undefined || !TOKEN.test(token)) return undefined
    const address = this.addressOf(token)
    const document = await this.get(this.idOf(address))
    if (document === undefined || document.closing) return undefined
    if (document.seenOn !== this.today()) await this.change(document.id, { seenOn: this.today() })
    return { id: document.id, address, cleared: document.cleared }
  }

  get(id: string): Promise<SessionDocument | undefined> {
    return this.documents.get(id)
  }

  async isOpen(id: string): Promise<boolean> {
    return (await this.get(id))?.closing === false
  }

  clear(id: string, upTo: number): Promise<void> {
    return this.change(id, { cleared: upTo })
  }

  close(id: string): Promise<void> {
    return this.change(id, { closing: true })
  }

  async delete(id: string): Promise<void> {
    await this.documents.delete(id)
  }

  /** Those that nobody has used since the day `before`. */
  idle(before: string): AsyncIterable<SessionDocument> {
    return this.documents.stream({ where: { seenOn: { lt: before } } })
  }

  private async change(id: string, changes: Partial<Pick<SessionDocument, 'seenOn' | 'cleared' | 'closing'>>) {
    for (;;) {
      const document = await this.documents.get(id)
      if (document === undefined) return
      if (await this.documents.replace({ ...document, ...changes, version: document.version + 1 })) return
    }
  }

  private addressOf(token: string): string {
    return this.parts.seal.blind(token, 'web-session')
  }

  private today(): string {
    return this.parts.clock.now().slice(0, 10)
  }
}
