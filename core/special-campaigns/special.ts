import { z } from 'zod'
import { Attachment } from '../conversation/conversation.ts'
import { type RecordOf, record } from '../kernel/record.ts'

const At = z.string()
const By = z.string()

/** What one unit has to do until when. */
const Task = z.object({
  unit: z.string(),
  what: z.string(),
  due: z.string(),
  givenAt: At,
  givenBy: By,
  done: z.object({ at: At, by: By, words: z.string(), files: z.array(Attachment) }).optional(),
  /** What was said to be done, and given back with these words. */
  returned: z.array(z.object({ at: At, by: By, words: z.string() })),
  /** When it was told to the leader that it is overdue; the last time. */
  climbedAt: At.optional(),
})
export type Task = z.infer<typeof Task>

/** What a unit has reached so far, under one heading: its newest figure counts, so that a wrong one is put right by another. */
const Figure = z.object({ unit: z.string(), what: z.string(), value: z.number(), at: At, by: By })
export type Figure = z.infer<typeof Figure>

/** A special campaign 专项治理: one question, a lead unit, supporting units, until a day. */
export const Special = record('special-campaign', {
  prefix: 'sc',
  schema: z.object({
    /** `AH-Z-2026-000003`. */
    number: z.string(),
    title: z.string(),
    goal: z.string(),
    lead: z.string(),
    supporting: z.array(z.string()),
    to: z.string(),
    office: z.string(),
    state: z.enum(['open', 'closed']),
    openedAt: At,
    openedBy: By,
    /** The ids of cases that belong to it. */
    cases: z.array(z.string()),
    /** Notices to its units, each with the campaign that asks them. */
    notices: z.array(z.object({ title: z.string(), campaign: z.string(), at: At })),
    tasks: z.array(Task),
    figures: z.array(Figure),
    summary: z.string().optional(),
    closedAt: At.optional(),
    /** The prints of it, newest last: the version in which it was printed, and the file. */
    prints: z.array(z.object({ version: z.number().int(), file: z.string() })),
  }),
  indexes: [
    { paths: ['data.number'], unique: true },
    { paths: ['data.office', 'data.openedAt'] },
    { paths: ['data.lead', 'data.openedAt'] },
    { paths: ['data.supporting'], many: true },
    { paths: ['data.openedAt'] },
  ],
})
export type Special = RecordOf<typeof Special>

export type TaskState = 'open' | 'overdue' | 'done'

/** Where a task stands on a day. */
export const taskState = ({ done, due }: Task, today: string): TaskState =>
  done !== undefined ? 'done' : due < today ? 'overdue' : 'open'

/** The sums of the newest figures of each unit, by heading, in the order in which the headings came. */
export const sumsOf = (figures: readonly Figure[]): ReadonlyMap<string, number> => {
  const newest = new Map(figures.map((figure) => [`${figure.what} ${figure.unit}`, figure]))
  const sums = new Map<string, number>()
  for (const { what, value } of newest.values()) sums.set(what, rounded((sums.get(what) ?? 0) + value))
  return sums
}

/** Amounts are in yuan and fen: sums of fractions would show what nobody wrote. */
const rounded = (value: number): number => Math.round(value * 100) / 100
