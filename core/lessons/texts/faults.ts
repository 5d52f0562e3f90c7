import type { TextFault } from '../../versions/book.ts'
import { MOST_OPTIONS, MOST_QUESTIONS, type Question } from '../question.ts'

/** As much of a lesson as there can be faults in. */
interface Draft {
  readonly quiz: readonly Question[]
  readonly pass: number
}

type Kind =
  | ('no-question' | 'few-options' | 'many-options' | 'same-option' | 'no-right' | 'right-beyond' | 'no-why')
  | ('many-questions' | 'pass-too-high')

export interface LessonFault extends TextFault {
  readonly kind: Kind
}

/** What keeps a lesson from being given: above all questions that nobody could answer rightly. */
export function* faultsOf({ quiz, pass }: Draft): Iterable<LessonFault> {
  for (const [n, { ask, options, right, why }] of quiz.entries()) {
    const fault = (kind: Kind, part: string): LessonFault => ({ kind, name: String(n + 1), at: ['quiz', n, part] })
    if (ask.trim() === '') yield fault('no-question', 'ask')
    if (options.length < 2) yield fault('few-options', 'options')
    if (options.length > MOST_OPTIONS) yield fault('many-options', 'options')
    if (new Set(options).size < options.length) yield fault('same-option', 'options')
    if (right === undefined) yield fault('no-right', 'right')
    else if (right < 1 || right > options.length) yield fault('right-beyond', 'right')
    if (why.trim() === '') yield fault('no-why', 'why')
  }
  if (quiz.length > MOST_QUESTIONS) yield { kind: 'many-questions', name: String(quiz.length), at: ['quiz'] }
  if (pass > quiz.length) yield { kind: 'pass-too-high', name: String(quiz.length), at: ['pass'] }
}
