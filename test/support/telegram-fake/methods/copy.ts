import { apiUser } from '../api-message.ts'
import type { Chat } from '../chat.ts'
import { seconds } from '../clock.ts'
import { badRequest } from '../failure.ts'
import { numberOf, type Payload } from '../payload.ts'
import type { Content, RecordedMessage } from '../recorded.ts'
import type { World } from '../world.ts'
import type { Method } from './context.ts'
import { captioned, sendTo } from './send.ts'

function original(world: World, payload: Payload, verb: string): { source: Chat; message: RecordedMessage } {
  const source = world.chats.known(payload, 'from_chat_id')
  const message = source.find(numberOf(payload, 'message_id') ?? 0)
  if (message === undefined) throw badRequest(`message to ${verb} not found`)
  return { source, message }
}

const contentOf = (message: RecordedMessage): Content => {
  const entities = [...message.entities]
  return {
    ...(message.text === undefined ? {} : { text: { text: message.text, entities } }),
    ...(message.caption === undefined ? {} : { caption: { text: message.caption, entities } }),
    ...(message.attachment ? { attachment: message.attachment } : {}),
    ...(message.location ? { location: message.location } : {}),
    ...(message.venue ? { venue: message.venue } : {}),
    ...(message.contact ? { contact: message.contact } : {}),
  }
}

const copyMessage: Method = (payload, { world }) => {
  const { message } = original(world, payload, 'copy')
  const sent = sendTo(world, payload, () => ({ ...contentOf(message), ...captioned(payload) }))
  return { message_id: sent.message_id }
}

const forwardMessage: Method = (payload, { world }) => {
  const { source, message } = original(world, payload, 'forward')
  const sender = message.from === 'bot' ? world.bot : apiUser(source.person)
  const origin = { type: 'user', date: seconds(message.sentAt), sender_user: sender }
  return sendTo(world, payload, () => ({ ...contentOf(message), forwardedFrom: message.forwardedFrom ?? origin }))
}

export const copying = { copyMessage, forwardMessage } satisfies Record<string, Method>
