import { z } from 'zod'
import { type RecordOf, record } from '../kernel/record.ts'

/** One time of one job. That it is there is the gate: whoever inserts it first does the work, and nobody does it again. */
export const Tick = record('tick', {
  prefix: 'i',
  schema: z.strictObject({
    job: z.string(),
    /** The instant at which it was due. */
    at: z.string(),
    /** False where it was only noted: passed before the job was first known, or missed and not to be made up for. */
    ran: z.boolean(),
  }),
  indexes: [{ paths: ['data.job', 'data.at'] }],
})
export type Tick = RecordOf<typeof Tick>

/** The same for every process. */
export const tickId = (job: string, at: string): string => `${Tick.prefix}:${job}:${at}`
