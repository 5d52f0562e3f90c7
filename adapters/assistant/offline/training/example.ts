import { gramsOf, type LetterText, wordsOf } from '../model/grams.ts'
import type { Vector } from '../model/vocabulary.ts'

/** A letter with the category that people gave it. */
export interface LabelledLetter extends LetterText {
  readonly label: string
  /** Letters of one fold are never trained on where it is tested. */
  readonly fold: number
}

/** A letter made ready: its grams, counted once for all folds. */
export interface Counted {
  readonly grams: ReadonlyMap<number, number>
  /** Index into the categories. */
  readonly category: number
  readonly fold: number
}

/** A letter as a learner sees it. */
export interface Example {
  readonly vector: Vector
  readonly category: number
}

/** All categories that occur, in the order of their names. */
export const categoriesOf = (letters: readonly LabelledLetter[]): readonly string[] =>
  [...new Set(letters.map(({ label }) => label))].sort()

export const counted = (letters: readonly LabelledLetter[], categories: readonly string[]): readonly Counted[] =>
  letters.map((letter) => ({
    grams: gramsOf(wordsOf(letter)),
    category: categories.indexOf(letter.label),
    fold: letter.fold,
  }))
