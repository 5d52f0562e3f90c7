import type { types } from '@slack/bolt'
import { isBlank, split } from '../../../core/messaging/split.ts'
import type { Choice, Message } from '../../../core/ports/channel.ts'

/** One message. Slack takes about 13,000 characters with everything around them, but a person stops reading earlier. */
export const TEXT_LENGTH = 6_000
const SECTION_LENGTH = 3_000
const BUTTONS_IN_BLOCK = 25
const MOST_BUTTONS = 250
const BUTTON_LENGTH = 75
/** What stands in notifications, where blocks are not shown. */
const FALLBACK_LENGTH = 150
const FILES_AT_ONCE = 10
/** A sign, since the adapter has no words: not for a shared screen. */
const SENSITIVE = '🔒'

export type MessageFile = NonNullable<Message['files']>[number]

/** One message of Slack. */
export type Part = TextPart | { readonly kind: 'files'; readonly files: readonly MessageFile[] }

export interface TextPart {
  readonly kind: 'text'
  readonly blocks: readonly types.KnownBlock[]
  /** For notifications and screen readers, escaped. */
  readonly fallback: string
}

/** The message as Slack can say it: files, then the text in parts, and the buttons under the last part. */
export const partsOf = (message: Message): readonly Part[] => {
  const { choices = [], sensitive = false } = message
  const spoken = choices.slice(MOST_BUTTONS).map(({ label }) => `· ${label.toWellFormed()}`)
  const buttons = actionsOf(choices.slice(0, MOST_BUTTONS))
  const texts = split([message.text.toWellFormed(), ...spoken].join('\n'), TEXT_LENGTH)
  const shown = texts.length === 0 && buttons.length > 0 ? ['·'] : texts
  const files = message.files ?? []
  return [
    ...Array.from({ length: Math.ceil(files.length / FILES_AT_ONCE) }, (_, n) => ({
      kind: 'files' as const,
      files: files.slice(n * FILES_AT_ONCE, (n + 1) * FILES_AT_ONCE),
    })),
    ...shown.map((text, n) => ({
      kind: 'text' as const,
      blocks: [
        ...split(text, SECTION_LENGTH).map(section),
        ...(n === shown.length - 1 ? buttons : []),
        ...(sensitive ? [SENSITIVE_LINE] : []),
      ],
      // A notification is seen by whoever stands beside the screen.
      fallback: sensitive ? SENSITIVE : escaped(shortened(text)),
    })),
  ]
}

/** Plain text: no markup is read into what people wrote, and nothing needs to be escaped. */
const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false })

export const section = (text: string): types.KnownBlock => ({ type: 'section', text: plain(text) })

const SENSITIVE_LINE: types.KnownBlock = { type: 'context', elements: [plain(SENSITIVE)] }

/** Buttons in their order; also those of the home tab. `action_id` only has to be unique: the token is the value. */
export const actionsOf = (choices: readonly Choice[], named = 'choice'): readonly types.KnownBlock[] =>
  Array.from({ length: Math.ceil(choices.length / BUTTONS_IN_BLOCK) }, (_, row) => ({
    type: 'actions' as const,
    elements: choices.slice(row * BUTTONS_IN_BLOCK, (row + 1) * BUTTONS_IN_BLOCK).map((choice, n) => ({
      type: 'button' as const,
      action_id: `${named}-${row * BUTTONS_IN_BLOCK + n}`,
      text: plain(labelOf(choice)),
      value: choice.token.toWellFormed(),
      ...(choice.style === undefined || choice.style === 'plain' ? {} : { style: choice.style }),
    })),
  }))

/** Slack refuses a button that shows nothing. */
const labelOf = ({ label }: Choice): string => {
  const text = label.toWellFormed().slice(0, BUTTON_LENGTH).toWellFormed()
  return isBlank(text) ? '·' : text
}

const shortened = (text: string): string =>
  text.length <= FALLBACK_LENGTH ? text : `${text.slice(0, FALLBACK_LENGTH - 1).toWellFormed()}…`

/** The three characters that Slack reads as its own in texts. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
