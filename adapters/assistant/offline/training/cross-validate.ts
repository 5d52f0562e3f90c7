import { calibrated } from '../model/score.ts'
import type { Counted } from './example.ts'
import type { Answer } from './figures.ts'
import { calibrationFor, learn, SETTINGS, type Settings, unseen } from './learn.ts'

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
    const learnt = learn(others, categories, settings)
    const calibration = calibrationFor(others, categories, settings)
    const answers = letters
      .filter((letter) => letter.fold === fold)
      .map((letter) => answerOf(calibrated(calibration, unseen(learnt, letter).scores), letter.category))
    yield { fold, answers }
  }
}

/** The greatest of `scores`, as an answer. */
export const answerOf = (scores: Float64Array, truth: number): Answer => {
  let said = 0
  for (const [category, score] of scores.entries()) if (score > (scores[said] ?? 0)) said = category
  return { said, truth, confidence: scores[said] ?? 0 }
}
