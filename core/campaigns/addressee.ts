import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import { Person } from '../people/person.ts'

/**
 * What has become of what one person was asked; whether it reached them stands in its delivery. `left`: they left the
 * office before they answered, so that nothing waits for them and they are not counted. Once they are back, they may answer.
 */
export const AnswerState = z.enum(['waiting', 'confirmed', 'chosen', 'replied', 'done', 'declined', 'excused', 'left'])
export type AnswerState = z.infer<typeof AnswerState>

/** What whoever is in service has still to answer. */
export const isOpen = (state: AnswerState): boolean => state === 'waiting' || state === 'left'

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

/** Whoever has left has nothing to answer any more, whatever they were asked before. */
export const goneIfLeft = async (
  context: Pick<Context, 'read'>,
  addressee: Addressee,
): Promise<Addressee | undefined> => {
  const person = await context.read(Person).get(addressee.person)
  return person?.data.state === 'left' ? { ...addressee, state: 'left' } : undefined
}

export const addresseeId = (campaign: string, person: string): string => `${campaign}:${person}`

/** All addressees of a campaign after a person, in the order of their codes. */
export const addresseesAfter = (campaign: string, after: string) => ({
  id: { prefix: `${campaign}:`, gt: addresseeId(campaign, after) },
})
