import { z } from 'zod'
import { campaignNamed } from '../campaigns/index.ts'
import { query } from '../kernel/operation.ts'
import { formOfCampaign } from './answer.ts'
import { answerId, isReplaceable, MemberAnswer } from './member-answer.ts'

/** Whether a campaign still takes answers. @throws Refusal as answering would */
export const mayAnswer = query({
  name: 'network.mayAnswer',
  summary: 'Whether a campaign of a form still takes answers, and whether there is one already of whoever asks',
  allow: ['contact-point'],
  input: z.strictObject({ campaign: z.string().max(60) }),
  output: z.strictObject({
    ...{ campaign: z.string(), form: z.string() },
    /** What whoever asks has answered before, and whether another answer takes its place. */
    before: z.strictObject({ at: z.string(), isReplaceable: z.boolean() }).optional(),
  }),
  async run(context, { campaign: named }) {
    const { id } = await campaignNamed(context, named)
    const asked = { campaign: id, form: await formOfCampaign(context, id) }
    if (context.actor.kind !== 'person') return asked
    const own = await context.read(MemberAnswer).get(answerId(context.seal, id, context.actor.person))
    return own === undefined ? asked : { ...asked, before: { at: own.data.at, isReplaceable: isReplaceable(own.data) } }
  },
})
