import { z } from 'zod'
import { record } from '../../kernel/record.ts'

/** What may be taken over of an excerpt, or left. */
export const Part = z.enum(['place', 'since', 'wanted', 'urgent', 'danger', 'against'])
export type Part = z.infer<typeof Part>

/** Of these, what is told in words. */
export const WORDS = ['place', 'since', 'wanted'] as const

const Words = z.string().min(1).max(300)

/** What a model read out of a case's words, in these words: claims, until a person takes one over. */
export const Read = z.object({
  place: Words.optional(),
  since: Words.optional(),
  wanted: Words.optional(),
  urgent: z.boolean().optional(),
  danger: z.boolean().optional(),
  dangerSaid: Words.optional(),
  against: z.array(Words).max(5).default([]),
})

const ExcerptSchema = Read.extend({
  case: z.string(),
  /** Parts that an officer has dealt with: they are shown no more. */
  settled: z.array(Part),
})
export type ExcerptData = z.infer<typeof ExcerptSchema>

/**
 * Apart from the case, so that whoever reads a case, its reporter or its handler, never gets a claim with it that is
 * not meant for them. Where there is one, however empty, the model has answered.
 */
export const Excerpt = record('excerpt', { prefix: 'x', schema: ExcerptSchema, keepSteps: 20 })

export const excerptId = (caseId: string): string => `${Excerpt.prefix}-${caseId}`
