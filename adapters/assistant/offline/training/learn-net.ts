import { addRows, fromHidden, logSoftmax } from '../model/opinions.ts'
import type { Net } from '../model/parts.ts'
import type { Vector } from '../model/vocabulary.ts'
import { chance, shuffle } from './chance.ts'
import type { Example } from './example.ts'

export interface NetSettings {
  readonly hidden: number
  readonly rounds: number
  /** How far a step goes at first; it shrinks to a twentieth. */
  readonly pace: number
  /** The share of a letter's grams that is left out at each look, so that no single one is relied on. */
  readonly without: number
  /** The share of hidden units that is left out at each look. */
  readonly asleep: number
  /** How much of a letter's certainty is taken away, since labels are noisy. */
  readonly doubt: number
  readonly seed: number
}

/** A net with one hidden layer, learnt with dropout, label smoothing and AdaGrad (one rate a gram). */
export const learnNet = (
  examples: readonly Example[],
  grams: number,
  categories: number,
  settings: NetSettings,
): Net => {
  const { hidden, rounds, pace, asleep, doubt } = settings
  const next = chance(settings.seed)
  const net = {
    weights: Float32Array.from({ length: grams * hidden }, () => (next() - 0.5) * 0.2),
    scale: new Float32Array(hidden).fill(1),
    bias: new Float32Array(hidden),
    out: Float32Array.from({ length: categories * hidden }, () => (next() - 0.5) * 0.5),
    outBias: new Float32Array(categories),
  } satisfies Net
  const met = { grams: new Float32Array(grams).fill(1e-4), bias: filled(hidden), out: filled(categories * hidden) }
  const order = Int32Array.from(examples.keys())
  const wanted = new Float64Array(categories)
  const slopes = new Float64Array(hidden)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, next)
    const step = pace * (1 - (0.95 * round) / rounds)
    for (const n of order) {
      const example = examples[n]
      if (example === undefined) continue
      const seen = partOf(example.vector, settings.without, next)
      const sums = Float64Array.from(net.bias)
      addRows(sums, net.weights, seen.indexes, seen.values)
      const awake = sums.map((sum) => (sum > 0 && next() >= asleep ? 1 / (1 - asleep) : 0))
      const active = sums.map((sum, unit) => sum * (awake[unit] ?? 0))
      const said = logSoftmax(fromHidden(net, active))
      wanted.fill(doubt / categories)
      wanted[example.category] = 1 - doubt + doubt / categories
      slopes.fill(0)
      for (let category = 0; category < categories; category++) {
        const wrong = Math.exp(said[category] ?? 0) - (wanted[category] ?? 0)
        net.outBias[category] = (net.outBias[category] ?? 0) - 0.1 * step * wrong
        for (let unit = 0; unit < hidden; unit++) {
          const at = category * hidden + unit
          slopes[unit] = (slopes[unit] ?? 0) + wrong * (net.out[at] ?? 0)
          const slope = wrong * (active[unit] ?? 0)
          const before = (met.out[at] ?? 0) + slope * slope
          met.out[at] = before
          net.out[at] = (net.out[at] ?? 0) - (0.3 * step * slope) / Math.sqrt(before)
        }
      }
      let strength = 0
      for (let unit = 0; unit < hidden; unit++) {
        const slope = (slopes[unit] ?? 0) * (awake[unit] ?? 0)
        slopes[unit] = slope
        strength += (slope * slope) / hidden
        const before = (met.bias[unit] ?? 0) + slope * slope
        met.bias[unit] = before
        net.bias[unit] = (net.bias[unit] ?? 0) - (0.1 * step * slope) / Math.sqrt(before)
      }
      for (let each = 0; each < seen.indexes.length; each++) {
        const gram = seen.indexes[each] ?? 0
        const value = seen.values[each] ?? 0
        const before = (met.grams[gram] ?? 0) + strength * value * value
        met.grams[gram] = before
        const length = (step * value) / Math.sqrt(before)
        for (let unit = 0; unit < hidden; unit++)
          net.weights[gram * hidden + unit] = (net.weights[gram * hidden + unit] ?? 0) - length * (slopes[unit] ?? 0)
      }
    }
  }
  return net
}

const filled = (length: number): Float32Array => new Float32Array(length).fill(1e-2)

/** A part of a letter's grams, made as heavy as all. */
const partOf = ({ indexes, values }: Vector, without: number, next: () => number): Vector => {
  const some = new Int32Array(indexes.length)
  const heavier = new Float32Array(indexes.length)
  let size = 0
  for (let n = 0; n < indexes.length; n++) {
    if (next() < without) continue
    some[size] = indexes[n] ?? 0
    heavier[size++] = (values[n] ?? 0) / (1 - without)
  }
  return { indexes: some.subarray(0, size), values: heavier.subarray(0, size) }
}
