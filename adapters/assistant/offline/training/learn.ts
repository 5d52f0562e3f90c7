import type { Calibration, Linear } from '../model/parts.ts'
import { scoresOf } from '../model/score.ts'
import { Vocabulary } from '../model/vocabulary.ts'
import { calibrate, type Unseen } from './calibrate.ts'
import type { Counted } from './example.ts'
import { type LinearSettings, learnLinear } from './learn-linear.ts'

export interface Settings extends LinearSettings {
  /** A gram must stand in this many letters. */
  readonly least: number
}

/** What came out best of docs/classification.md. */
export const SETTINGS: Settings = { least: 2, cost: 2, rounds: 12 }

/** A model that isn't calibrated yet. */
export interface Learnt {
  readonly vocabulary: Vocabulary
  readonly linear: Linear
}

export const learn = (letters: readonly Counted[], categories: number, settings: Settings = SETTINGS): Learnt => {
  const vocabulary = Vocabulary.from(
    letters.map(({ grams }) => grams),
    settings.least,
  )
  const examples = letters.map(({ grams, category }) => ({ vector: vocabulary.vector(grams), category }))
  return { vocabulary, linear: learnLinear(examples, vocabulary.keys.length, categories, settings) }
}

export const unseen = ({ vocabulary, linear }: Learnt, { grams, category }: Counted): Unseen => ({
  scores: scoresOf(linear, vocabulary.vector(grams)),
  category,
})

/** How many folds are left out in turn to learn how sure a model may be: enough for a handful of numbers. */
const CALIBRATION_FOLDS = 3

/** The calibration for a model of `letters`: from some folds, each seen by a model of the others. */
export const calibrationFor = (
  letters: readonly Counted[],
  categories: number,
  settings: Settings = SETTINGS,
): Calibration => {
  const folds = [...new Set(letters.map(({ fold }) => fold))].sort((one, other) => one - other)
  const scored = folds.slice(0, CALIBRATION_FOLDS).flatMap((fold) => {
    const learnt = learn(
      letters.filter((letter) => letter.fold !== fold),
      categories,
      settings,
    )
    return letters.filter((letter) => letter.fold === fold).map((letter) => unseen(learnt, letter))
  })
  return calibrate(scored, categories)
}
