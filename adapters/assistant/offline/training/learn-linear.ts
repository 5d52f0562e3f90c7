import type { Linear } from '../model/parts.ts'
import { addRows } from '../model/score.ts'
import { chance, shuffle } from './chance.ts'
import type { Example } from './example.ts'

export interface LinearSettings {
  /** How much a letter on the wrong side costs. */
  readonly cost: number
  /** How often all letters are gone through. */
  readonly rounds: number
}

/**
 * A linear support vector machine for each category against all others, all learnt at once: squared hinge loss, dual
 * coordinate descent (Hsieh et al. 2008, "A dual coordinate descent method for large-scale linear SVM").
 */
export const learnLinear = (
  examples: readonly Example[],
  grams: number,
  categories: number,
  { cost, rounds }: LinearSettings,
): Linear => {
  const weights = new Float32Array(grams * categories)
  const bias = new Float32Array(categories)
  const alphas = new Float32Array(examples.length * categories)
  const slack = 0.5 / cost
  const order = Int32Array.from(examples.keys())
  const next = chance(7)
  const steps = new Float64Array(categories)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, next)
    for (const n of order) {
      const example = examples[n]
      if (example === undefined) continue
      const { indexes, values } = example.vector
      steps.set(bias)
      addRows(steps, weights, indexes, values)
      let moved = false
      for (let category = 0; category < categories; category++) {
        const side = example.category === category ? 1 : -1
        const alpha = alphas[n * categories + category] ?? 0
        const slope = side * (steps[category] ?? 0) - 1 + slack * alpha
        // A letter's length is one, and one more for the bias.
        const moves = Math.max(0, alpha - slope / (2 + slack))
        alphas[n * categories + category] = moves
        steps[category] = (moves - alpha) * side
        moved ||= moves !== alpha
      }
      if (moved) move(weights, bias, steps, indexes, values)
    }
  }
  return { weights, scale: new Float32Array(categories).fill(1), bias }
}

const move = (
  weights: Float32Array,
  bias: Float32Array,
  steps: Float64Array,
  indexes: Int32Array,
  values: Float32Array,
): void => {
  const width = steps.length
  for (let column = 0; column < width; column++) bias[column] = (bias[column] ?? 0) + (steps[column] ?? 0)
  for (let n = 0; n < indexes.length; n++) {
    const row = (indexes[n] ?? 0) * width
    const value = values[n] ?? 0
    for (let column = 0; column < width; column++)
      weights[row + column] = (weights[row + column] ?? 0) + value * (steps[column] ?? 0)
  }
}
