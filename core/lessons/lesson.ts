import { z } from 'zod'
import { type Content, type ContentFault, contentPiece } from '../content/content.ts'
import { Attachment } from '../conversation/conversation.ts'
import { TextName } from '../versions/book.ts'
import { MOST_OPTIONS, MOST_QUESTIONS, Question } from './question.ts'
import { faultsOf, type LessonFault } from './texts/faults.ts'

export const KINDS = ['rule', 'model', 'caution', 'holiday'] as const

/** How somebody comes to take a post. */
export const EVENTS = ['appointment', 'transfer'] as const

export const LessonSchema = z.strictObject({
  name: TextName,
  /** Grows with every change: whoever was reading the older one begins again. */
  version: z.number().int().positive(),
  kind: z.enum(KINDS),
  title: z.string().min(1).max(40),
  text: z.string().min(20).max(20_000),
  /** Where more of it stands. */
  link: z.url().optional(),
  /** Pictures, and files to be read. */
  files: z.array(Attachment).max(9).default([]),
  /** Due for whoever takes a post, within so many working days: in any post, or of these people alone. */
  onAppointment: z
    .strictObject({
      within: z.number().int().min(1).max(120),
      whom: z.string().min(1).max(500).optional(),
      /** Only where they are new 任职, or only where they come from another post 调岗; in either case where absent. */
      event: z.enum(EVENTS).optional(),
    })
    .optional(),
  /** When the yearly plan has it, and for whom in words. */
  plan: z
    .array(z.strictObject({ year: z.number().int(), month: z.number().int().min(1).max(12), for: z.string().max(60) }))
    .max(20)
    .default([]),
  /** So many right answers are enough; a second try is given to whoever has fewer. */
  pass: z.number().int().min(0).default(0),
  quiz: z.array(Question).max(30).default([]),
})
export type Lesson = z.infer<typeof LessonSchema>

/** What the check of the content says of a fault; chat says it in its own words, with the cure. */
const SAID: Readonly<Record<LessonFault['kind'], (lesson: Lesson, n: number) => string>> = {
  'no-question': () => 'asks nothing',
  'few-options': () => 'has fewer than 2 options',
  'many-options': () => `has more than ${MOST_OPTIONS} options`,
  'same-option': () => 'has the same option twice: leave one out',
  'no-right': () => 'has no right answer: write under "right" which option it is, counted from 1',
  'right-beyond': ({ quiz }, n) => {
    const { right, options } = quiz[n] ?? { options: [] }
    return `is ${right}, but there are ${options.length} options: write 1 to ${options.length}`
  },
  'no-why': () => 'has no explanation',
  'many-questions': ({ quiz }) => `has ${quiz.length} questions: ${MOST_QUESTIONS} at most`,
  'pass-too-high': ({ quiz }) => `is more than the ${quiz.length} questions: nobody could pass`,
}

/** `content/lessons/*.yaml`: what is to be learnt. */
export const Lessons = contentPiece<Lesson>({
  name: 'lessons',
  files: 'lessons/*.yaml',
  schema: LessonSchema,
  *check(lesson, content): Iterable<ContentFault> {
    for (const { kind, at } of faultsOf(lesson)) yield { at, message: SAID[kind](lesson, Number(at[1] ?? 0)) }
    const same = content.files(Lessons).filter(({ value }) => value.name === lesson.name)
    if (same.length > 1 && same[0]?.value !== lesson)
      yield { at: ['name'], message: `"${lesson.name}" is the name of another file too` }
  },
})

/** The lessons of the content files; what officers wrote stands beside them (`texts/book.ts`). */
export const lessonsOf = (content: Content): readonly Lesson[] => content.files(Lessons).map(({ value }) => value)
