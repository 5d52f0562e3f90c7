import type { InlineKeyboardMarkup, ReplyKeyboardMarkup } from '@grammyjs/types'
import { isBlank, split } from '../../../core/messaging/split.ts'
import type { Message } from '../../../core/ports/channel.ts'
import { keysOf } from './keyboard.ts'

export const TEXT_LENGTH = 4_096
const CAPTION_LENGTH = 1_024
const ALBUM = 10
/** What Telegram shows as a picture. Others, GIFs too, are documents. */
const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp']

type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup
type MessageFile = NonNullable<Message['files']>[number]

/** One call's worth of a message. */
export type Part = { readonly kind: 'text'; readonly text: string; readonly markup?: Markup } | FilesPart

export interface FilesPart {
  readonly kind: 'files'
  readonly as: 'photo' | 'document'
  readonly files: readonly MessageFile[]
  readonly caption?: string
  /** Only on a part of one file: an album can't carry buttons. */
  readonly markup?: Markup
}

/**
 * The message as Telegram can say it, in order: files, then the text in parts, and the choices under the last part.
 * A short text of one file or one album becomes its caption. The rules stand in `docs/decisions/0005-degrading.md`.
 */
export const partsOf = (message: Message): readonly Part[] => {
  const { keyboard, spoken } = keysOf(message.choices ?? [])
  const text = [message.text.toWellFormed(), ...spoken.map((label) => `· ${label}`)].join('\n')
  const markup = keyboard ?? placeKey(message)
  const files = filesParts(message.files ?? [])
  const [only] = files
  if (only !== undefined && files.length === 1 && text.length <= CAPTION_LENGTH) {
    const alone = only.files.length === 1
    if (alone || markup === undefined) {
      return [{ ...only, ...(isBlank(text) ? {} : { caption: text }), ...(markup === undefined ? {} : { markup }) }]
    }
  }
  return [...files, ...textParts(text, markup)]
}

/** As how many messages Telegram counts it: each picture of an album is one. */
export const countOf = (message: Message): number =>
  message.files === undefined && message.text.length <= TEXT_LENGTH
    ? 1
    : Math.max(
        1,
        partsOf(message).reduce((sum, part) => sum + (part.kind === 'files' ? part.files.length : 1), 0),
      )

const textParts = (text: string, markup: Markup | undefined): readonly Part[] => {
  const texts = split(text, TEXT_LENGTH)
  // Buttons need something to stand under.
  const said = texts.length === 0 && markup !== undefined ? ['·'] : texts
  return said.map((each, n) => ({
    kind: 'text',
    text: each,
    ...(markup !== undefined && n === said.length - 1 ? { markup } : {}),
  }))
}

/** Buttons under the message win: Telegram takes one kind of keyboard at a time. The sign needs no language. */
const placeKey = ({ wants }: Message): ReplyKeyboardMarkup | undefined =>
  wants === 'place'
    ? { keyboard: [[{ text: '📍', request_location: true }]], one_time_keyboard: true, resize_keyboard: true }
    : undefined

const filesParts = (files: readonly MessageFile[]): readonly FilesPart[] => {
  const pictures = files.filter(({ type }) => PICTURES.includes(type))
  const others = files.filter(({ type }) => !PICTURES.includes(type))
  return [
    ...inAlbums(pictures).map((album): FilesPart => ({ kind: 'files', as: 'photo', files: album })),
    ...inAlbums(others).map((album): FilesPart => ({ kind: 'files', as: 'document', files: album })),
  ]
}

const inAlbums = (files: readonly MessageFile[]): readonly (readonly MessageFile[])[] =>
  Array.from({ length: Math.ceil(files.length / ALBUM) }, (_, n) => files.slice(n * ALBUM, (n + 1) * ALBUM))
