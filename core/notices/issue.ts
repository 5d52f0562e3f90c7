import { z } from 'zod'
import { Audience } from '../audiences/index.ts'
import { Campaign } from '../campaigns/index.ts'
import { actorName } from '../kernel/actor.ts'
import { idFrom } from '../kernel/execution.ts'
import { operation } from '../kernel/operation.ts'
import { answer, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { Ask, Notice } from './notice.ts'
import { opening } from './send.ts'
import { titleOf } from './write.ts'

/** A notice that the program itself sends, once under its name: a reminder before a festival. */
export const issue = operation({
  name: 'notices.issue',
  summary: 'Write and send a notice at once, the same one only once',
  allow: 'system',
  input: z.strictObject({
    /** Its name: what is issued under it again is not sent again. */
    id: z.string().min(1).max(120),
    text: z.string().min(1).max(20_000),
    audience: Audience,
    ask: Ask,
    opensAt: z.iso.datetime().optional(),
    closesAt: z.iso.datetime().optional(),
  }),
  output: z.strictObject({ notice: z.string(), issued: z.boolean() }),
  async run(context, { id: name, ...input }) {
    const id = `${Notice.prefix}${idFrom(name)}`
    if ((await context.read(Notice).get(id)) !== undefined) {
      await context.load(Notice, id)
      return answer({ notice: id, issued: false })
    }
    const campaign = `${Campaign.prefix}${idFrom(name)}`
    const notice: Notice = {
      ...{
        ...input,
        title: titleOf(input.text),
        files: [],
        options: [],
        questions: [],
        reminders: [],
        spread: 0,
        urgent: false,
      },
      ...{ state: 'sent', campaign, earlier: [], writtenBy: actorName(context.actor), writtenAt: context.now },
    }
    return create(Notice, id, notice, [opening(context, id, campaign, notice)])
  },
  outputOf: ({ id }: Stored<Notice>) => ({ notice: id, issued: true }),
})
