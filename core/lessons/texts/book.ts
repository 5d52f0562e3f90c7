import type { z } from 'zod'
import { audienceFrom } from '../../audiences/index.ts'
import { bookOf, readingOf, TextName, writingOf } from '../../versions/index.ts'
import { type Lesson, LessonSchema, lessonsOf } from '../lesson.ts'
import { faultsOf } from './faults.ts'

/** What officers wrote of each lesson, beside the files of the content. */
export const lessonBook = bookOf<Lesson>({
  ...{ name: 'lesson-text', prefix: 'lt', schema: LessonSchema },
  ...{ files: lessonsOf, faultsOf },
})

const LESSONS = { feature: 'lessons', what: 'a lesson', unknown: 'lessons.unknown', campaigns: 'lesson' }

export const { texts, text } = readingOf(lessonBook, LESSONS)

export const { draft, publish, discard, withdraw } = writingOf(lessonBook, {
  ...LESSONS,
  input: LessonSchema.omit({ version: true, name: true }).extend({ name: TextName.optional() }),
  // Read now, so that no morning finds out that it means nobody.
  async check(context, { onAppointment }) {
    if (onAppointment?.whom !== undefined) await audienceFrom(context, onAppointment.whom)
  },
  // Whoever has not finished goes on with the new version; whoever has passed need not learn it again.
  published: () => [],
})

export type Drafted = z.input<typeof draft.input>
