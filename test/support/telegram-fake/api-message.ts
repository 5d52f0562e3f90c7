import type { Chat, Person } from './chat.ts'
import { seconds } from './clock.ts'
import type { FileStore } from './files.ts'
import type { Json } from './payload.ts'
import type { RecordedMessage } from './recorded.ts'

export const apiUser = (person: Person): Json => ({
  id: person.id,
  is_bot: false,
  first_name: person.firstName,
  ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
  ...(person.username === undefined ? {} : { username: person.username }),
  ...(person.language === undefined ? {} : { language_code: person.language }),
})

export const apiChat = (person: Person): Json => ({
  id: person.id,
  type: 'private',
  first_name: person.firstName,
  ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
  ...(person.username === undefined ? {} : { username: person.username }),
})

const given = (name: string, value: unknown): Json => (value === undefined ? {} : { [name]: value })

function words(message: RecordedMessage): Json {
  const entities = message.entities.length > 0 ? message.entities : undefined
  if (message.text !== undefined) return { text: message.text, ...given('entities', entities) }
  if (message.caption !== undefined) return { caption: message.caption, ...given('caption_entities', entities) }
  return {}
}

/** A message as the Bot API writes it. */
export function apiMessage(message: RecordedMessage, chat: Chat, bot: Json, files: FileStore): Json {
  const repliedTo = message.replyTo === undefined ? undefined : chat.find(message.replyTo)
  const edited = message.edits.at(-1)
  return {
    message_id: message.id,
    from: message.from === 'bot' ? bot : apiUser(chat.person),
    chat: apiChat(chat.person),
    date: seconds(message.sentAt),
    ...given('edit_date', edited && seconds(edited.at)),
    ...given('forward_origin', message.forwardedFrom),
    ...given('media_group_id', message.mediaGroupId),
    ...given('reply_to_message', repliedTo && apiMessage({ ...repliedTo, replyTo: undefined }, chat, bot, files)),
    ...words(message),
    ...(message.attachment ? files.describe(message.attachment) : {}),
    ...given('location', message.location),
    ...given('venue', message.venue),
    ...given('contact', message.contact),
    // Reply keyboards belong to the client, not to the message.
    ...given('reply_markup', message.replyMarkup?.inline_keyboard === undefined ? undefined : message.replyMarkup),
  }
}
