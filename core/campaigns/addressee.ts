import { z } from 'zod'
import { type RecordOf, record } from '../kernel/record.ts'

/** What has become of what one person was asked; whether it reached them stands in its delivery. */
export const AnswerState = z.enum(['waiting', 'confirmed', 'chosen', 'replied', 'done', 'declined', 'excused'])
export type AnswerState = z.infer<typeof AnswerState>

/** One person of a campaign. Its id is the campaign's and the person's: nobody is in it twice. */
export const Addressee = record('addressee', {
  prefix: 'e',
  schema: z.strictObject({
    campaign: z.string(),
    person: z.string(),
    /** Where they stood when they were asked. */
    unit: z.string().optional(),
    grade: z.number().int().optional(),
    stratum: z.string().optional(),
    place: z.string().optional(),
    /** What the variables of the message meant for them. */
    variables: z.record(z.string(), z.string()),
    state: AnswerState,
    answeredAt: z.string().optional(),
    /** The day of the office on which they answered. */
    day: z.string().optional(),
    /** What they chose or said, or the record that holds it. */
    answer: z.string().optional(),
    reminded: z.number().int(),
    remindedAt: z.string().optional(),
  }),
  keepSteps: 12,
  indexes: [{ paths: ['data.campaign', 'data.state', 'data.unit'] }, { paths: ['data.person', 'data.state'] }],
})
export type Addressee = RecordOf<typeof Addressee>

export const addresseeId = (campaign: string, person: string): string => `${campaign}:${person}`

/** All addressees of a campaign after a person, in the order of their codes. */
export const addresseesAfter = (campaign: string, after: string) => ({
  id: { prefix: `${campaign}:`, gt: addresseeId(campaign, after) },
})
