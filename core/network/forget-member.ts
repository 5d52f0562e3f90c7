import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
import { MemberAnswer } from './member-answer.ts'

/** Takes from an answer what leads to whoever gave it; what it tells stays, and is nobody's. */
export const forgetMember = operation({
  name: 'network.forgetMember',
  summary: 'Take away what leads from an answer to its member',
  allow: 'system',
  input: z.strictObject({ answer: z.string() }),
  output: z.strictObject({}),
  async run(context, { answer }) {
    const stored = await context.load(MemberAnswer, answer)
    const { owner: _owner, person: _person, chat: _chat, ...rest } = stored.data
    return change(MemberAnswer, stored, rest)
  },
  outputOf: () => ({}),
})
