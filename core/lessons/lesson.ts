import { z } from 'zod'
import { type Content, type ContentFault, contentPiece } from '../content/content.ts'

const Question = z.strictObject({
  ask: z.string().min(4).max(300),
  options: z.array(z.string().min(1).max(60)).min(2).max(4),
  /** The place of the right option, from 1. */
  right: z.number().int().optional(),
  /** Shown after the answer, right or wrong. */
  why: z.string().min(4).max(500),
})

export const KINDS = ['rule', 'model', 'caution', 'holiday'] as const

const LessonSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  /** Grows with every change: whoever was reading the older one begins again. */
  version: z.number().int().positive(),
  kind: z.enum(KINDS),
  title: z.string().min(1).max(40),
  text: z.string().min(20).max(20_000),
  /** Where more of it stands. */
  link: z.url().optional(),
  /** Due for whoever is appointed or transferred, within so many working days. */
  onAppointment: z.strictObject({ within: z.number().int().min(1).max(120) }).optional(),
  /** When the yearly plan has it, and for whom in words. */
  plan: z
    .array(z.strictObject({ year: z.number().int(), month: z.number().int().min(1).max(12), for: z.string().max(60) }))
    .max(20)
    .default([]),
  /** So many right answers are enough; a second try is given to whoever has fewer. */
  pass: z.number().int().min(0).default(0),
  quiz: z.array(Question).max(10).default([]),
})
export type Lesson = z.infer<typeof LessonSchema>

/** `content/lessons/*.yaml`: what is to be learnt. */
export const Lessons = contentPiece<Lesson>({
  name: 'lessons',
  files: 'lessons/*.yaml',
  schema: LessonSchema,
  *check(lesson, content): Iterable<ContentFault> {
    for (const [n, { options, right }] of lesson.quiz.entries()) {
      const at = ['quiz', n, 'right']
      if (right === undefined)
        yield { at, message: 'has no right answer: write under "right" which option it is, counted from 1' }
      else if (right < 1 || right > options.length)
        yield { at, message: `is ${right}, but there are ${options.length} options: write 1 to ${options.length}` }
      if (new Set(options).size < options.length)
        yield { at: ['quiz', n, 'options'], message: 'has the same option twice: leave one out' }
    }
    if (lesson.pass > lesson.quiz.length)
      yield { at: ['pass'], message: `is more than the ${lesson.quiz.length} questions: nobody could pass` }
    const same = content.files(Lessons).filter(({ value }) => value.name === lesson.name)
    if (same.length > 1 && same[0]?.value !== lesson)
      yield { at: ['name'], message: `"${lesson.name}" is the name of another file too` }
  },
})

export const lessonsOf = (content: Content): readonly Lesson[] => content.files(Lessons).map(({ value }) => value)

export const lessonNamed = (content: Content, name: string): Lesson | undefined =>
  lessonsOf(content).find((each) => each.name === name)
