import { apiMessage } from './api-message.ts'
import type { CallbackQueries } from './callback-queries.ts'
import type { Chat } from './chat.ts'
import type { ChatDirectory } from './chat-directory.ts'
import type { Clock } from './clock.ts'
import type { FileStore } from './files.ts'
import type { Json } from './payload.ts'
import type { Poller } from './poller.ts'
import type { RateLimiter } from './rate-limits.ts'
import { type Content, type RecordedMessage, record } from './recorded.ts'
import type { UpdateQueue } from './update-queue.ts'
import type { Webhook } from './webhook.ts'

/** Everything the fake knows; methods of the bot and people both act on it. */
export type World = {
  readonly clock: Clock
  /** The bot as a User object. */
  readonly bot: Json
  readonly chats: ChatDirectory
  readonly files: FileStore
  readonly queries: CallbackQueries
  readonly queue: UpdateQueue
  readonly poller: Poller
  readonly webhook: Webhook
  /** Command lists by scope and language, descriptions and menu buttons, as the bot has set them. */
  readonly profile: Map<string, unknown>
  /** Messages of all private chats are counted together, as for a real account. */
  lastMessageId: number
  messagesByBot: number
  limiter: RateLimiter | undefined
}

export function say(world: World, chat: Chat, from: 'bot' | 'user', content: Content): RecordedMessage {
  world.lastMessageId += 1
  if (from === 'bot') world.messagesByBot += 1
  const place = { id: world.lastMessageId, chatId: chat.id, from, sentAt: world.clock.now() }
  const message = record(place, content)
  chat.add(message)
  return message
}

export const show = (world: World, message: RecordedMessage, chat: Chat): Json =>
  apiMessage(message, chat, world.bot, world.files)
