import { z } from 'zod'
import { campaignNamed } from '../campaigns/index.ts'
import { query } from '../kernel/operation.ts'
import { formOfCampaign } from './answer.ts'

/** Whether a campaign still takes answers. @throws Refusal as answering would */
export const mayAnswer = query({
  name: 'network.mayAnswer',
  summary: 'Whether a campaign of a form still takes answers',
  allow: ['contact-point'],
  input: z.strictObject({ campaign: z.string().max(60) }),
  output: z.strictObject({ campaign: z.string(), form: z.string() }),
  async run(context, { campaign: named }) {
    const { id } = await campaignNamed(context, named)
    return { campaign: id, form: await formOfCampaign(context, id) }
  },
})
