import type { Chat, Message, Update, User } from '@grammyjs/types'
import type { Act, Incoming } from '../../../core/ports/channel.ts'
import { filesOf, type ReadFile } from './incoming-files.ts'

/** Everything that is asked of Telegram. Being blocked is learnt when something is sent. */
export const WANTED = ['message', 'edited_message', 'callback_query'] as const

/** The chat that an update belongs to; undefined for updates that belong to none. */
export const chatOf = (update: Update): Chat | undefined => {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message
  return message?.chat
}

/** Which album a message belongs to: each of its photos comes as an update of its own. */
export const albumOf = ({ message }: Update): string | undefined => message?.media_group_id

/** What the update says of the language of the person, BCP 47. */
export const languageOf = (update: Update): string | undefined => senderOf(update)?.language_code

const senderOf = ({ message, edited_message, callback_query }: Update): User | undefined =>
  callback_query?.from ?? (message ?? edited_message)?.from

interface Reading {
  /** The channel's name. */
  readonly channel: string
  readonly readFile: ReadFile
}

/**
 * What a person did: one update, or all those of one album. Undefined when they did nothing that needs an answer.
 * The id of an album names its first and last update: one that was seen in part before a crash must not be taken for
 * the whole.
 */
export const incomingOf = (updates: readonly Update[], { channel, readFile }: Reading): Incoming | undefined => {
  const [first] = updates
  const last = updates.at(-1)
  const chat = first && chatOf(first)
  if (first === undefined || last === undefined || chat === undefined) return undefined
  const act = together(updates.map((update) => actOf(update, readFile)))
  if (act === undefined) return undefined
  const language = languageOf(first)
  return {
    id: `telegram:${first.update_id}${first === last ? '' : `-${last.update_id}`}`,
    channel,
    address: String(chat.id),
    ...(language === undefined ? {} : { language }),
    act,
  }
}

/** An album is one act: all its files, and whatever captions it has. */
const together = (acts: readonly (Act | undefined)[]): Act | undefined => {
  const [first] = acts
  if (first?.kind !== 'files' || acts.length === 1) return first
  const all = acts.flatMap((act) => (act?.kind === 'files' ? [act] : []))
  const text = all.flatMap((act) => act.text ?? []).join('\n')
  return { kind: 'files', files: all.flatMap((act) => act.files), ...(text === '' ? {} : { text }) }
}

const actOf = (update: Update, readFile: ReadFile): Act | undefined => {
  const { message, edited_message, callback_query } = update
  if (callback_query !== undefined) {
    return callback_query.data === undefined ? undefined : { kind: 'press', token: callback_query.data }
  }
  if (edited_message !== undefined) {
    // A live location is edited every few seconds; only words are an edit that matters.
    const text = edited_message.text ?? edited_message.caption
    return text === undefined ? undefined : { kind: 'edited', text }
  }
  return message && messageAct(message, readFile)
}

const messageAct = (message: Message, readFile: ReadFile): Act | undefined => {
  if (message.text !== undefined) return textAct(message.text)
  if (message.location !== undefined) {
    return { kind: 'location', lat: message.location.latitude, lng: message.location.longitude }
  }
  const what = UNREADABLE.find(([member]) => message[member] !== undefined)?.[1]
  if (what !== undefined) return { kind: 'unsupported', what }
  const files = filesOf(message, readFile)
  if (files.length > 0) {
    return { kind: 'files', files, ...(message.caption === undefined ? {} : { text: message.caption }) }
  }
  return SILENT.some((member) => message[member] !== undefined) ? undefined : { kind: 'unsupported', what: 'other' }
}

const textAct = (text: string): Act => {
  const start = /^\/start(?:@\w+)?(?:\s+(.*))?$/s.exec(text)
  if (start !== null) return { kind: 'start', payload: start[1]?.trim() ?? '' }
  // Clients put the bot's name behind a command that was tapped in a group.
  return { kind: 'text', text: text.replace(/^(\/\w+)@\w+/, '$1') }
}

type Unreadable = Extract<Act, { kind: 'unsupported' }>['what']

/** An animation also counts as a document, so it is looked for before files are. */
const UNREADABLE: readonly (readonly [keyof Message, Unreadable])[] = [
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['video_note', 'voice'],
  ['sticker', 'sticker'],
  ['video', 'video'],
  ['animation', 'video'],
  ['live_photo', 'video'],
  ['contact', 'contact'],
]

/** What clients report by themselves: nobody waits for an answer to it. */
const SILENT: readonly (keyof Message)[] = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'connected_website',
  'chat_background_set',
  'boost_added',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'general_forum_topic_hidden',
  'general_forum_topic_unhidden',
  'video_chat_scheduled',
  'video_chat_started',
  'video_chat_ended',
  'video_chat_participants_invited',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
]
