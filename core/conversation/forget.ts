import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { remove } from '../kernel/outcome.ts'
import { Conversation } from './conversation.ts'

/** Takes away all that is known of a chat: for people who want nothing kept. */
export const forget = operation({
  name: 'conversation.forget',
  summary: 'Delete the state of one chat',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string() }),
  output: z.object({}),
  run: async (context, { id }) => remove(Conversation, await context.load(Conversation, id), { timers: true }),
  outputOf: () => ({}),
})
