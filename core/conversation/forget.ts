import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { change, remove } from '../kernel/outcome.ts'
import { later } from '../ports/clock.ts'
import { Conversation, FOLLOWED_FOR } from './conversation.ts'

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

/**
 * Somebody who wants nothing kept came back with their code: when the code has run out and they are gone, this chat is
 * forgotten once more, or it would stay beside the case.
 */
export const forgetVisit = operation({
  name: 'conversation.forgetVisit',
  summary: 'Delete the state of a chat that came back by a code to a case without notices',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string() }),
  output: z.object({}),
  async run(context, { id }) {
    const stored = await context.load(Conversation, id)
    const { followed, touchedAt } = stored.data
    const last = later(touchedAt, FOLLOWED_FOR)
    const until = followed !== undefined && followed.until > last ? followed.until : last
    if (until <= context.now) return remove(Conversation, stored, { timers: true })
    return change(Conversation, stored, stored.data, [{ do: 'conversation.forgetVisit', input: { id }, at: until }])
  },
  outputOf: () => ({}),
})
