import { isDeepStrictEqual } from 'node:util'
import type { Chat } from '../chat.ts'
import { badRequest } from '../failure.ts'
import { type Json, numberOf, objectOf, objectsOf, type Payload } from '../payload.ts'
import type { RecordedMessage } from '../recorded.ts'
import { readCaption, readText } from '../text/read-text.ts'
import { show, type World } from '../world.ts'
import type { Method } from './context.ts'

const TWO_DAYS = 48 * 3_600_000

/** A message of the bot that may be edited. @throws Failure */
function editable(world: World, payload: Payload): { chat: Chat; message: RecordedMessage } {
  const chat = world.chats.reachable(payload)
  const message = chat.find(numberOf(payload, 'message_id') ?? 0)
  if (message === undefined) throw badRequest('message to edit not found')
  const markup = message.replyMarkup
  // A message that carries a reply keyboard can never be edited.
  const fixed = markup !== undefined && markup.inline_keyboard === undefined
  if (message.from !== 'bot' || message.forwardedFrom || fixed) throw badRequest("message can't be edited")
  return { chat, message }
}

/** An empty inline keyboard is the same as none; leaving it out of an edit takes it away. */
function inlineOf(payload: Payload): Json | undefined {
  const markup = objectOf(payload, 'reply_markup')
  return isDeepStrictEqual(markup?.inline_keyboard, []) ? undefined : markup
}

type Words = Pick<RecordedMessage, 'text' | 'caption' | 'entities' | 'replyMarkup'>

function change(world: World, payload: Payload, next: (message: RecordedMessage) => Words): Json {
  const { chat, message } = editable(world, payload)
  const { text, caption, entities, replyMarkup } = message
  const words = next(message)
  if (isDeepStrictEqual(words, { text, caption, entities, replyMarkup }))
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  message.edits.push({ at: world.clock.now(), text, caption, replyMarkup })
  Object.assign(message, words)
  chat.changed()
  return show(world, message, chat)
}

const editMessageText: Method = (payload, { world }) =>
  change(world, payload, (message) => {
    if (message.text === undefined) throw badRequest('there is no text in the message to edit')
    return { ...readText(payload), caption: undefined, replyMarkup: inlineOf(payload) }
  })

const editMessageCaption: Method = (payload, { world }) =>
  change(world, payload, (message) => {
    if (message.attachment === undefined) throw badRequest('there is no caption in the message to edit')
    const caption = readCaption(payload)
    return {
      text: undefined,
      caption: caption?.text,
      entities: caption?.entities ?? [],
      replyMarkup: inlineOf(payload),
    }
  })

const editMessageReplyMarkup: Method = (payload, { world }) =>
  change(world, payload, ({ text, caption, entities }) => ({
    text,
    caption,
    entities,
    replyMarkup: inlineOf(payload),
  }))

const deleteMessage: Method = (payload, { world }) => {
  const chat = world.chats.reachable(payload)
  const message = chat.find(numberOf(payload, 'message_id') ?? 0)
  if (message === undefined) throw badRequest('message to delete not found')
  if (world.clock.now() - message.sentAt > TWO_DAYS) throw badRequest("message can't be deleted for everyone")
  message.deleted = true
  chat.changed()
  return true
}

const setMessageReaction: Method = (payload, { world }) => {
  const chat = world.chats.reachable(payload)
  const message = chat.find(numberOf(payload, 'message_id') ?? 0)
  if (message === undefined) throw badRequest('message to react not found')
  message.reactions = objectsOf(payload, 'reaction')
  chat.changed()
  return true
}

export const editing = {
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
  deleteMessage,
  setMessageReaction,
} satisfies Record<string, Method>
