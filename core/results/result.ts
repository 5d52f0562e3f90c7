import { z } from 'zod'
import { type RecordOf, record } from '../kernel/record.ts'

/**
 * What came of a problem, as everybody may read it: in words that the office wrote anew. Who reported it, when, and
 * where exactly stand nowhere in it.
 */
export const PublicResult = record('public-result', {
  prefix: 'pb',
  schema: z.strictObject({
    /** For the office alone, so that it can be changed and taken back. */
    case: z.string(),
    matter: z.string().optional(),
    /** The unit that answered. */
    unit: z.string().optional(),
    problem: z.string(),
    result: z.string(),
    /** The month in which it was closed: a day would tell too much. */
    month: z.string(),
    shown: z.boolean(),
    publishedAt: z.string(),
    publishedBy: z.string(),
  }),
  indexes: [
    { paths: ['data.case'], unique: true },
    { paths: ['data.shown', 'data.publishedAt'] },
    { paths: ['data.shown', 'data.matter', 'data.publishedAt'] },
  ],
})
export type PublicResult = RecordOf<typeof PublicResult>
