import { z } from 'zod'
import type { Content } from '../content/content.ts'
import { calendarOf } from './content.ts'
import { type Day, toDay } from './day.ts'
import { recompute } from './recompute.ts'

/** A day so many working days after another, with what it was counted from, so that it can be counted anew. */
export const CountedDay = z.object({
  day: z.string(),
  provisional: z.boolean(),
  counted: z.object({ from: z.string(), days: z.number().int() }),
})
export type CountedDay = z.infer<typeof CountedDay>

export const countedDay = (content: Content, from: Day, days: number): CountedDay => ({
  ...calendarOf(content).addWorkingDays(from, days),
  counted: { from, days },
})

/** The day as the calendar has it now; only a provisional one is ever counted anew. */
export const countedAnew = (content: Content, promised: CountedDay): CountedDay =>
  recompute(promised, () => countedDay(content, toDay(promised.counted.from), promised.counted.days))
