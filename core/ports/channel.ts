import type { Choice, Message } from '../messaging/message.ts'

/** What a platform can show; adapters degrade the rest by a stated rule (`docs/decisions/0005-degrading.md`). */
export interface Capabilities {
  readonly choices: boolean
  readonly files: boolean
  /** How long one text may be, in UTF-16 units; longer ones are split at paragraphs. */
  readonly textLength: number
  /** How many messages a second the platform takes in all, and to one chat. */
  readonly perSecond: number
  readonly perChatPerSecond: number
  /** As how many messages the platform counts `message`; as one where absent. */
  counts?(message: Message): number
}

/** What a person did on a platform, in words that all platforms share. */
export interface Incoming {
  /** The platform's id of this update: the same again when the platform repeats itself. */
  readonly id: string
  readonly channel: string
  /** The platform's name for the chat: kept only sealed, never logged. */
  readonly address: string
  /** BCP 47, where the platform tells. */
  readonly language?: string
  readonly act: Act
}

export type Act =
  | { readonly kind: 'text'; readonly text: string }
  /** A button; `token` is the one that the message carried. */
  | { readonly kind: 'press'; readonly token: string }
  /** The first contact, with the payload of the link or QR code that led here. */
  | { readonly kind: 'start'; readonly payload: string }
  | { readonly kind: 'location'; readonly lat: number; readonly lng: number }
  | { readonly kind: 'files'; readonly files: readonly IncomingFile[]; readonly text?: string }
  | { readonly kind: 'edited'; readonly text: string }
  /** A whole form, handed in at once; put away without being handed in when there is nothing `written`. */
  | {
      readonly kind: 'sheet'
      readonly run: string
      readonly written?: Readonly<Record<string, string | readonly string[]>>
    }
  /** A sticker, a voice message, a contact: something that this program can't read. */
  | { readonly kind: 'unsupported'; readonly what: 'voice' | 'sticker' | 'video' | 'contact' | 'other' }

export interface IncomingFile {
  readonly name?: string
  readonly type?: string
  /** In bytes, as the platform says. */
  readonly size?: number
  /** Fetches the bytes; called only when they are wanted and the size is within bounds. */
  read(): Promise<Uint8Array>
}

export interface Sent {
  /** The platform's ids of the messages that this became, in order. */
  readonly ids: readonly string[]
  /** What `edit` finds them by: opaque, and kept only sealed. Absent where nothing of it can be edited. */
  readonly reference?: string
}

/** A chat platform: the core knows no more of it than this. */
export interface Channel {
  /** Such as `telegram`, `slack`, `web`. */
  readonly name: string
  readonly can: Capabilities
  /**
   * `delivery` names this message: a platform that can tell says it once, however often it is sent.
   * @throws Unreachable | TooFast | Refused | Unavailable
   */
  send(address: string, message: Message, delivery: string): Promise<Sent>
  /**
   * Puts `message` in the place of what was sent as `reference`; absent where a platform has no such thing. Doing it
   * again changes nothing. The files must be the same: only words and choices are edited.
   * @throws NotEditable, after which it can only be said anew | Unreachable | TooFast | Refused | Unavailable
   */
  edit?(address: string, reference: string, message: Message, delivery: string): Promise<Sent>
  /** Receives until stopped. `receive` resolves when the update has been dealt with durably. */
  start(receive: (incoming: Incoming) => Promise<void>): Promise<Stop>
}

export type Stop = () => Promise<void>

/** The person can't be reached here: they blocked the bot, left, or the chat is gone. */
export class Unreachable extends Error {
  override name = 'Unreachable'
  constructor(readonly reason: 'blocked' | 'gone' | 'not-started') {
    super(`unreachable: ${reason}`)
  }
}

/** The platform asks for a pause, in milliseconds: of this chat alone, or of everything. */
export class TooFast extends Error {
  override name = 'TooFast'
  constructor(
    readonly retryAfter: number,
    readonly scope: 'chat' | 'channel' = 'chat',
  ) {
    super(`too fast: retry after ${retryAfter} ms`)
  }
}

/** What was sent can't be changed: it is gone, too old, or the new message has another shape. */
export class NotEditable extends Error {
  override name = 'NotEditable'
  constructor(readonly reason: 'gone' | 'too-old' | 'other-shape') {
    super(`not editable: ${reason}`)
  }
}

/** The platform will never take this message. */
export class Refused extends Error {
  override name = 'Refused'
}

/** The platform or the way to it is down, or the token no longer holds (`pause`): later. */
export class Unavailable extends Error {
  override name = 'Unavailable'
  constructor(
    message: string,
    readonly pause = false,
  ) {
    super(message)
  }
}

export type { Choice, Message }
