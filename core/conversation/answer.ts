import type { Wish } from '../kernel/outcome.ts'
import type { Message } from '../messaging/message.ts'
import type { Telling } from '../messaging/tell.ts'
import type { Conversation } from './conversation.ts'

/** The wish to say `message` in the chat of a conversation: the `n`th of what its `version` has to say. */
export const replyTo = (
  { channel, address }: Pick<Conversation, 'channel' | 'address'>,
  chat: string,
  message: Message,
  version: number,
  n: number,
): Wish => ({
  do: 'messaging.queue',
  input: {
    to: { kind: 'chat', channel, chat, address },
    purpose: 'reply',
    words: { message },
    order: `${String(version).padStart(10, '0')} ${String(n).padStart(3, '0')}`,
  } satisfies Telling,
})
