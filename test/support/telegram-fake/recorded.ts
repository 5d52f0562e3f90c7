import type { Json } from './payload.ts'
import type { Entity, Formatted } from './text/entity.ts'

export type AttachmentKind = 'photo' | 'document' | 'video' | 'audio' | 'voice' | 'sticker'

/** `bytes` is absent for a file named by a web address, and for one forgotten with `keepHistory: false`. */
export type Attachment = {
  readonly kind: AttachmentKind
  readonly fileId: string
  readonly name: string | undefined
  readonly mime: string | undefined
  readonly size: number
  readonly bytes: Uint8Array | undefined
}

/** What a message said before it was edited. Times are milliseconds of the fake's clock. */
type Edit = {
  readonly at: number
  readonly text: string | undefined
  readonly caption: string | undefined
  readonly replyMarkup: Json | undefined
}

/** What one message says, apart from who sent it and when. */
export type Content = {
  readonly text?: Formatted
  readonly caption?: Formatted
  readonly attachment?: Attachment
  readonly location?: Json
  readonly venue?: Json
  readonly contact?: Json
  readonly replyMarkup?: Json | undefined
  readonly replyTo?: number | undefined
  readonly mediaGroupId?: string
  readonly forwardedFrom?: Json
  readonly silent?: boolean
}

/** A message as tests see it. The fake changes it in place when the message is edited or deleted. */
export type RecordedMessage = {
  readonly id: number
  readonly chatId: number
  readonly from: 'bot' | 'user'
  readonly sentAt: number
  /** As a reader sees it, without markup. */
  text: string | undefined
  caption: string | undefined
  entities: readonly Entity[]
  replyMarkup: Json | undefined
  readonly attachment: Attachment | undefined
  readonly location: Json | undefined
  readonly venue: Json | undefined
  readonly contact: Json | undefined
  readonly replyTo: number | undefined
  readonly mediaGroupId: string | undefined
  readonly forwardedFrom: Json | undefined
  readonly silent: boolean
  /** Older contents, oldest first. */
  readonly edits: Edit[]
  reactions: readonly Json[]
  deleted: boolean
}

export function record(
  place: Pick<RecordedMessage, 'id' | 'chatId' | 'from' | 'sentAt'>,
  content: Content,
): RecordedMessage {
  return {
    ...place,
    text: content.text?.text,
    caption: content.caption?.text,
    entities: (content.text ?? content.caption)?.entities ?? [],
    replyMarkup: content.replyMarkup,
    attachment: content.attachment,
    location: content.location,
    venue: content.venue,
    contact: content.contact,
    replyTo: content.replyTo,
    mediaGroupId: content.mediaGroupId,
    forwardedFrom: content.forwardedFrom,
    silent: content.silent ?? false,
    edits: [],
    reactions: [],
    deleted: false,
  }
}
