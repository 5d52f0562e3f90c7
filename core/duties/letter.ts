import { z } from 'zod'
import { CountedDay } from '../calendar/counted.ts'
import { type RecordOf, record } from '../kernel/record.ts'

const Task = z.strictObject({
  /** `duty`: from the letter; `report`: the report on oneself at the year's end; `mend`: what that found to be put right. */
  kind: z.enum(['duty', 'report', 'mend']),
  text: z.string(),
  /** The last day for it. */
  due: z.string(),
  /** What that day was counted from, where it is some working days from another. */
  counted: CountedDay.omit({ day: true }).optional(),
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
    /** Whether a list of holidays may move the day of a task. */
    provisional: z.boolean().optional(),
  }),
  indexes: [{ paths: ['data.person', 'data.signedAt'] }, { paths: ['data.signedAt'] }, { paths: ['data.provisional'] }],
})
export type DutyLetter = RecordOf<typeof DutyLetter>

/** One letter for each receipt, however often it is begun. */
export const letterId = (receipt: string): string => `${DutyLetter.prefix}${receipt.slice(2)}`
