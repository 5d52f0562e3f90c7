import { z } from 'zod'
import { Audience } from '../audiences/index.ts'
import { type RecordOf, record } from '../kernel/record.ts'

/** That lessons were given to somebody: by an officer, or on a day because of an appointment. */
export const LessonRound = record('lesson-round', {
  prefix: 'lr',
  schema: z.strictObject({
    given: z.array(z.strictObject({ lesson: z.string(), campaign: z.string(), audience: Audience })),
    askedBy: z.string(),
    askedAt: z.string(),
  }),
})
export type LessonRound = RecordOf<typeof LessonRound>

/** How far one person has come with one lesson. Its id is the campaign's and the person's. */
export const Course = record('lesson-course', {
  prefix: 'lc',
  schema: z.strictObject({
    campaign: z.string(),
    person: z.string(),
    unit: z.string(),
    rank: z.string(),
    lesson: z.string(),
    title: z.string(),
    /** Of the lesson: another one has to be read again. */
    version: z.number().int(),
    read: z.number().int(),
    shown: z.number().int(),
    /** What was answered to each question, from 1; one list a try. */
    tries: z.array(z.array(z.number().int())),
    /** Set once everything is over, passed or not. */
    ended: z
      .strictObject({ at: z.string(), passed: z.boolean(), right: z.number().int(), of: z.number().int() })
      .optional(),
  }),
  keepSteps: 60,
  indexes: [{ paths: ['data.person', 'data.ended.at'] }, { paths: ['data.ended.at'] }],
})
export type Course = RecordOf<typeof Course>

export const courseId = (campaign: string, person: string): string => `${campaign}:${person}`
export const MOST_TRIES = 2
