import type { Chat } from '../chat.ts'
import { badRequest } from '../failure.ts'
import { numberOf, objectOf, type Payload, stringOf } from '../payload.ts'
import type { Content } from '../recorded.ts'
import { readCaption, readText } from '../text/read-text.ts'
import { say, show, type World } from '../world.ts'
import { attach } from './attach.ts'
import type { Context, Method } from './context.ts'

/** The message a call replies to, if it is still there. @throws Failure */
function repliedTo(payload: Payload, chat: Chat): number | undefined {
  const reply = objectOf(payload, 'reply_parameters')
  if (reply === undefined) return undefined
  const id = numberOf(reply, 'message_id') ?? 0
  if (chat.find(id) !== undefined || chat.forgot(id)) return id
  if (reply.allow_sending_without_reply === true) return undefined
  throw badRequest('message to be replied not found')
}

function showKeyboard(markup: Payload | undefined, chat: Chat): void {
  if (markup?.keyboard !== undefined) chat.keyboard = markup
  if (markup?.remove_keyboard === true) chat.keyboard = undefined
}

/** What every sending method shares: the chat can be reached, the reply exists, the keyboard appears. @throws Failure */
export function sendTo(world: World, payload: Payload, content: (chat: Chat) => Content): Payload {
  const chat = world.chats.reachable(payload)
  const replyTo = repliedTo(payload, chat)
  const replyMarkup = objectOf(payload, 'reply_markup')
  const silent = payload.disable_notification === true
  const message = say(world, chat, 'bot', { ...content(chat), replyMarkup, replyTo, silent })
  showKeyboard(replyMarkup, chat)
  return show(world, message, chat)
}

export const captioned = (payload: Payload): Content => {
  const caption = readCaption(payload)
  return caption === undefined ? {} : { caption }
}

const sendMessage: Method = (payload, { world }) => sendTo(world, payload, () => ({ text: readText(payload) }))

const sendFile =
  (kind: 'photo' | 'document'): Method =>
  (payload, context: Context) =>
    sendTo(context.world, payload, () => ({
      ...captioned(payload),
      attachment: attach(stringOf(payload, kind) ?? '', kind, context),
    }))

const place = (payload: Payload) => ({ latitude: payload.latitude, longitude: payload.longitude })

const sendLocation: Method = (payload, { world }) => sendTo(world, payload, () => ({ location: place(payload) }))

const sendVenue: Method = (payload, { world }) =>
  sendTo(world, payload, () => ({
    location: place(payload),
    venue: { location: place(payload), title: payload.title, address: payload.address },
  }))

const sendChatAction: Method = (payload, { world }) => {
  const chat = world.chats.reachable(payload)
  chat.lastAction = stringOf(payload, 'action')
  return true
}

export const sending = {
  sendMessage,
  sendPhoto: sendFile('photo'),
  sendDocument: sendFile('document'),
  sendLocation,
  sendVenue,
  sendChatAction,
} satisfies Record<string, Method>
