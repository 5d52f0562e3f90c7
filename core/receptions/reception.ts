import { z } from 'zod'
import { type RecordOf, record } from '../kernel/record.ts'

/** A day on which a leader received people 接访, or went to them 下访. Of who came there is only the number. */
export const Reception = record('reception', {
  prefix: 'v',
  schema: z.object({
    kind: z.enum(['reception', 'visit']),
    day: z.string(),
    /** The code of the leader. */
    leader: z.string(),
    place: z.string(),
    /** How many people were received. */
    people: z.number().int(),
    summary: z.string(),
    /** The ids of cases that were spoken of. */
    cases: z.array(z.string()),
    /** The unit whose officers recorded it. */
    office: z.string(),
    recordedAt: z.string(),
    recordedBy: z.string(),
  }),
  indexes: [{ paths: ['data.office', 'data.day'] }],
})
export type Reception = RecordOf<typeof Reception>
