import type { Calibration, Linear } from './parts.ts'
import type { Vector } from './vocabulary.ts'

/** By category: above zero speaks for it, below zero against. */
export const scoresOf = ({ weights, scale, bias }: Linear, { indexes, values }: Vector): Float64Array => {
  const sums = new Float64Array(bias.length)
  addRows(sums, weights, indexes, values)
  for (let category = 0; category < sums.length; category++)
    sums[category] = (sums[category] ?? 0) * (scale[category] ?? 0) + (bias[category] ?? 0)
  return sums
}

/** Adds the rows of `weights` that a letter has, each as often as it has it. */
export const addRows = (
  sums: Float64Array,
  weights: Float32Array | Int8Array,
  indexes: Int32Array,
  values: Float32Array,
): void => {
  const width = sums.length
  for (let n = 0; n < indexes.length; n++) {
    const row = (indexes[n] ?? 0) * width
    const value = values[n] ?? 0
    for (let column = 0; column < width; column++)
      sums[column] = (sums[column] ?? 0) + value * (weights[row + column] ?? 0)
  }
}

/** Probabilities by category. */
export const calibrated = ({ steepness, bias }: Calibration, scores: Float64Array): Float64Array => {
  const raw = scores.map((score, category) => score * steepness + (bias[category] ?? 0))
  const most = Math.max(...raw)
  const odds = raw.map((each) => Math.exp(each - most))
  const sum = odds.reduce((all, each) => all + each, 0)
  return odds.map((each) => each / sum)
}
