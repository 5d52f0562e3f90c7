import type { Calibration, Linear, Net } from './parts.ts'
import type { Vector } from './vocabulary.ts'

/** What the linear part says: above zero for, below zero against, by category. */
export const linearOpinion = ({ weights, scale, bias }: Linear, { indexes, values }: Vector): Float64Array => {
  const sums = new Float64Array(bias.length)
  addRows(sums, weights, indexes, values)
  for (let category = 0; category < sums.length; category++)
    sums[category] = (sums[category] ?? 0) * (scale[category] ?? 0) + (bias[category] ?? 0)
  return sums
}

/** What the net says: natural logarithms of probabilities, by category. */
export const netOpinion = (net: Net, { indexes, values }: Vector): Float64Array => {
  const hidden = new Float64Array(net.bias.length)
  addRows(hidden, net.weights, indexes, values)
  for (let unit = 0; unit < hidden.length; unit++)
    hidden[unit] = Math.max(0, (hidden[unit] ?? 0) * (net.scale[unit] ?? 0) + (net.bias[unit] ?? 0))
  return logSoftmax(fromHidden(net, hidden))
}

/** The net's raw verdict on its hidden units. */
export const fromHidden = ({ out, outBias }: Net, hidden: Float64Array): Float64Array => {
  const sums = Float64Array.from(outBias)
  for (let category = 0; category < sums.length; category++) {
    let sum = sums[category] ?? 0
    for (let unit = 0; unit < hidden.length; unit++)
      sum += (hidden[unit] ?? 0) * (out[category * hidden.length + unit] ?? 0)
    sums[category] = sum
  }
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

/** Probabilities by category, from both opinions. */
export const calibrated = (calibration: Calibration, linear: Float64Array, net: Float64Array): Float64Array =>
  logSoftmax(
    linear.map(
      (opinion, category) =>
        opinion * calibration.linear + (net[category] ?? 0) * calibration.net + (calibration.bias[category] ?? 0),
    ),
  ).map(Math.exp)

/** Natural logarithms of the probabilities that scores stand for. */
export const logSoftmax = (scores: Float64Array): Float64Array => {
  const most = Math.max(...scores)
  let sum = 0
  for (const score of scores) sum += Math.exp(score - most)
  return scores.map((score) => score - most - Math.log(sum))
}
