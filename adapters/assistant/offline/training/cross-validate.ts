import { calibrated } from '../model/opinions.ts'
import type { Counted } from './example.ts'
import type { Answer } from './figures.ts'
import { calibrationFor, fit, opinionsOf, SETTINGS, type Settings } from './fit.ts'

/** The answers for one fold, by a model that has seen none of it, neither for its weights nor for its calibration. */
export interface FoldAnswers {
  readonly fold: number
  readonly answers: readonly Answer[]
}

/** Each fold in turn: trained and calibrated on the others, tested on itself. */
export function* crossValidate(
  letters: readonly Counted[],
  categories: number,
  settings: Settings = SETTINGS,
): Iterable<FoldAnswers> {
  const folds = [...new Set(letters.map(({ fold }) => fold))].sort((one, other) => one - other)
  for (const fold of folds) {
    const others = letters.filter((letter) => letter.fold !== fold)
    const fitted = fit(others, categories, settings)
    // One inner fold is enough for a handful of numbers.
    const calibration = calibrationFor(others, categories, 1, settings)
    const answers = letters
      .filter((letter) => letter.fold === fold)
      .map((letter) => {
        const { linear, net } = opinionsOf(fitted, letter)
        return answerOf(calibrated(calibration, linear, net), letter.category)
      })
    yield { fold, answers }
  }
}

/** The greatest of `scores`, as an answer. */
export const answerOf = (scores: Float64Array, truth: number): Answer => {
  let said = 0
  for (const [category, score] of scores.entries()) if (score > (scores[said] ?? 0)) said = category
  return { said, truth, confidence: scores[said] ?? 0 }
}
