import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import { Duty } from './day.ts'

/** What one head of a unit has to do in a year, beyond what every letter says 各自的责任; stands in the letter that they sign. */
export const OwnDuties = record('own-duties', {
  prefix: 'od',
  schema: z.strictObject({
    person: z.string(),
    year: z.number().int(),
    duties: z.array(Duty),
    by: z.string(),
    at: z.string(),
  }),
  keepSteps: 20,
  indexes: [{ paths: ['data.year', 'data.person'] }],
})
export type OwnDuties = RecordOf<typeof OwnDuties>

export const ownDutiesId = (person: string, year: number): string => `${OwnDuties.prefix}-${year}-${person}`

/** The duties of one's own of a person in a year, by their days. */
export const ownDutiesOf = async (
  context: Pick<Context, 'read'>,
  person: string,
  year: number,
): Promise<readonly Duty[]> => (await context.read(OwnDuties).get(ownDutiesId(person, year)))?.data.duties ?? []
