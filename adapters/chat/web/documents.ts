import type { Choice, Message } from '../../../core/messaging/message.ts'
import type { CollectionSpec, Document } from '../../../core/ports/store.ts'

/**
 * One browser that talks with the office. Its id is a digest of a digest of the cookie: neither the cookie nor the
 * address that the core knows can be read from the store.
 */
export interface SessionDocument extends Document {
  /** The last day (UTC, `2025-06-30`) on which the person was here. */
  readonly seenOn: string
  /** Messages up to this number were taken away. */
  readonly cleared: number
  /** Being deleted: takes nothing more. */
  readonly closing: boolean
}

export const SESSIONS: CollectionSpec = { name: 'web-session', indexes: [{ paths: ['seenOn'] }] }

/** One message of one session, numbered from 1 without gaps. */
export interface MessageDocument extends Document {
  readonly session: string
  readonly seq: number
  /** The `WebMessage`, sealed for this document alone. */
  readonly sealed: string
  /** Stands only for its number, such as the first contact by a link: nobody said anything. */
  readonly silent?: true
  /** The core has dealt with this message of the person's. */
  readonly taken?: true
  /** The document that carries its newest words to the pages. */
  readonly editedBy?: string
}

export const MESSAGES: CollectionSpec = {
  name: 'web-message',
  indexes: [{ paths: ['session', 'seq'], unique: true }],
}

/** What was said, by whom. */
export interface WebMessage {
  /** The person's own id of it (a UUID), or the document's. */
  readonly id: string
  readonly from: 'office' | 'me'
  readonly at: string
  readonly text: string
  readonly choices?: readonly Choice[]
  readonly files?: readonly WebFile[]
  readonly wants?: Message['wants']
  readonly sensitive?: boolean
  readonly edited?: true
}

export interface WebFile {
  readonly name: string
  readonly type: string
  /** In bytes. */
  readonly size: number
  /** Its name in the file store. */
  readonly file: string
  /** What it was sealed with, where it is the person's own: kept as it came, readable through this session alone. */
  readonly bond?: string
}

/** A message with its number. */
export interface NumberedMessage extends WebMessage {
  readonly seq: number
}
