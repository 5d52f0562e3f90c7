import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import { chatBond } from '../messaging/route.ts'
import type { Telling } from '../messaging/tell.ts'
import { accountKey } from '../people/index.ts'
import { Conversation } from './conversation.ts'

/** Says that something went wrong on our side, with the number under which it stands in the log. */
export const apologise = operation({
  name: 'conversation.apologise',
  summary: 'Tell a chat that its message could not be dealt with',
  allow: 'system',
  audited: false,
  input: z.object({ channel: z.string(), address: z.string(), update: z.string(), incident: z.string() }),
  output: z.object({}),
  async run(context, { channel, address, update, incident }) {
    const chat = accountKey(context.seal, channel, address)
    const stored = await context.read(Conversation).get(chat)
    if (stored?.data.seen.includes(update)) return answer({})
    const sealed = stored?.data.address ?? context.seal.seal(address, chatBond(chat))
    const language = stored?.data.language ?? 'zh-CN'
    const state = {
      channel,
      address: sealed,
      language,
      offered: [],
      ...stored?.data,
      seen: [...(stored?.data.seen ?? []), update],
      touchedAt: context.now,
    }
    const telling: Telling = {
      to: { kind: 'chat', channel, chat, address: sealed },
      purpose: 'reply',
      words: { message: { text: context.content.say(language, 'chat.incident', { incident }) } },
      order: String((stored?.version ?? 0) + 1).padStart(10, '0'),
    }
    const wishes = [{ do: 'messaging.queue', input: telling }]
    return stored === undefined
      ? create(Conversation, chat, state, wishes)
      : change(Conversation, stored, state, wishes)
  },
  outputOf: () => ({}),
})
