import { z } from 'zod'
import { type RecordOf, record } from '../kernel/record.ts'

const Task = z.strictObject({
  /** `duty`: from the letter; `report`: the report on oneself at the year's end; `mend`: what that found to be put right. */
  kind: z.enum(['duty', 'report', 'mend']),
  text: z.string(),
  /** The last day for it. */
  due: z.string(),
  done: z.strictObject({ at: z.string(), note: z.string() }).optional(),
})
export type Task = z.infer<typeof Task>

/** A responsibility letter 责任书 that somebody signed, as the work of a year: what is to be done until when. */
export const DutyLetter = record('duty-letter', {
  prefix: 'dl',
  schema: z.strictObject({
    receipt: z.string(),
    person: z.string(),
    unit: z.string(),
    title: z.string(),
    signedAt: z.string(),
    /** Who asked for it, and hears of what is overdue. */
    askedBy: z.string(),
    tasks: z.array(Task),
  }),
  indexes: [{ paths: ['data.person', 'data.signedAt'] }, { paths: ['data.signedAt'] }],
})
export type DutyLetter = RecordOf<typeof DutyLetter>

/** One letter for each receipt, however often it is begun. */
export const letterId = (receipt: string): string => `${DutyLetter.prefix}${receipt.slice(2)}`
