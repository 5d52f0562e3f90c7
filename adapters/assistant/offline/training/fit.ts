import { linearOpinion, netOpinion } from '../model/opinions.ts'
import type { Calibration, Linear, ModelParts, Net } from '../model/parts.ts'
import { Vocabulary } from '../model/vocabulary.ts'
import { calibrate, type Opinions } from './calibrate.ts'
import type { Counted } from './example.ts'
import { type LinearSettings, learnLinear } from './learn-linear.ts'
import { learnNet, type NetSettings } from './learn-net.ts'

export interface Settings {
  /** A gram must stand in this many letters. */
  readonly least: number
  readonly linear: LinearSettings
  readonly net: NetSettings
}

/** What came out best of docs/classification.md. */
export const SETTINGS: Settings = {
  least: 2,
  linear: { cost: 2, rounds: 10 },
  net: { hidden: 32, rounds: 15, pace: 0.1, without: 0.3, asleep: 0.3, doubt: 0.05, seed: 1 },
}

/** Both parts, not yet calibrated. */
export interface Fitted {
  readonly vocabulary: Vocabulary
  readonly linear: Linear
  readonly net: Net
}

export const fit = (letters: readonly Counted[], categories: number, settings: Settings = SETTINGS): Fitted => {
  const vocabulary = Vocabulary.from(
    letters.map(({ grams }) => grams),
    settings.least,
  )
  const examples = letters.map(({ grams, category }) => ({ vector: vocabulary.vector(grams), category }))
  return {
    vocabulary,
    linear: learnLinear(examples, vocabulary.keys.length, categories, settings.linear),
    net: learnNet(examples, vocabulary.keys.length, categories, settings.net),
  }
}

export const opinionsOf = (
  { vocabulary, linear, net }: Pick<ModelParts, 'vocabulary' | 'linear' | 'net'>,
  { grams, category }: Counted,
): Opinions => {
  const vector = vocabulary.vector(grams)
  return { linear: linearOpinion(linear, vector), net: netOpinion(net, vector), category }
}

/** The calibration for a model of `letters`, from letters of other folds than those that were trained on. */
export const calibrationFor = (
  letters: readonly Counted[],
  categories: number,
  /** How many folds are left out in turn. */
  times: number,
  settings: Settings = SETTINGS,
): Calibration => {
  const folds = [...new Set(letters.map(({ fold }) => fold))].sort((one, other) => one - other)
  const unseen = folds.slice(0, times).flatMap((fold) => {
    const fitted = fit(
      letters.filter((letter) => letter.fold !== fold),
      categories,
      settings,
    )
    return letters.filter((letter) => letter.fold === fold).map((letter) => opinionsOf(fitted, letter))
  })
  return calibrate(unseen, categories)
}
