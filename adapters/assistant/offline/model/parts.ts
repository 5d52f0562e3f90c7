import type { Vocabulary } from './vocabulary.ts'

/** One weight for each gram and category (`weights[gram * categories + category]`): what speaks for it and against. */
export interface Linear {
  readonly weights: Float32Array | Int8Array
  /** By category: what a weight's unit is worth. */
  readonly scale: Float32Array
  readonly bias: Float32Array
}

/** How scores become honest probabilities: softmax(score × steepness + one constant for each category). */
export interface Calibration {
  readonly steepness: number
  readonly bias: readonly number[]
}

/** Everything that training makes. */
export interface ModelParts {
  readonly categories: readonly string[]
  readonly vocabulary: Vocabulary
  readonly linear: Linear
  readonly calibration: Calibration
}
