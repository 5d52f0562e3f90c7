import { gramsOf, type LetterText, wordsOf } from './grams.ts'
import type { ModelParts } from './parts.ts'
import { calibrated, scoresOf } from './score.ts'

/** A category and how likely it is, from 0 to 1. */
export interface CategoryGuess {
  readonly label: string
  readonly confidence: number
}

export interface CategoryVerdict {
  /** The likeliest, even where it isn't likely; of a letter without words, what letters are most often about. */
  readonly likeliest: CategoryGuess
  /** Whether the likeliest may be said. Otherwise the honest answer is "unknown". */
  readonly known: boolean
  /** All categories, the likeliest first. */
  readonly all: readonly CategoryGuess[]
}

/** Sorts letters into first-level categories. */
export type Categorizer = (letter: LetterText) => CategoryVerdict

/** Below this nobody should rely on the first guess. */
const SURE_ENOUGH = 0.35
/** A letter with fewer known runs of characters has said nothing yet. */
const LEAST_KNOWN = 4
/**
 * With fewer known runs, scores count for less, by the root of their share: a letter's length is made one, so that the
 * scores of a few words are as high as those of many. docs/model-card.md has what was measured.
 */
const ENOUGH = 40

export const categorizer =
  ({ categories, vocabulary, linear, calibration }: ModelParts): Categorizer =>
  (letter) => {
    const vector = vocabulary.vector(gramsOf(wordsOf(letter)))
    const told = Math.min(1, Math.sqrt(vector.indexes.length / ENOUGH))
    const chances = calibrated(
      calibration,
      scoresOf(linear, vector).map((score) => score * told),
    )
    const all = categories
      .map((label, category) => ({ label, confidence: Math.round((chances[category] ?? 0) * 1e4) / 1e4 }))
      .sort((one, other) => other.confidence - one.confidence)
    const [likeliest] = all
    if (likeliest === undefined) throw new Error('A model without categories can’t have been read.')
    return { likeliest, known: vector.indexes.length >= LEAST_KNOWN && likeliest.confidence >= SURE_ENOUGH, all }
  }
