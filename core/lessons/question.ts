import { z } from 'zod'

export const MOST_QUESTIONS = 10
export const MOST_OPTIONS = 4

/** A question of a lesson. A draft may lack parts of it; what is put in force lacks none (`texts/faults.ts`). */
export const Question = z.strictObject({
  ask: z.string().max(300),
  options: z.array(z.string().min(1).max(60)).max(10),
  /** The place of the right option, from 1. */
  right: z.number().int().optional(),
  /** Shown after the answer, right or wrong. */
  why: z.string().max(500),
})
export type Question = z.infer<typeof Question>
