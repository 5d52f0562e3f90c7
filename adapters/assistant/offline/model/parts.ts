import type { Vocabulary } from './vocabulary.ts'

/** One weight for each gram and category (`weights[gram * categories + category]`): what speaks for it and against. */
export interface Linear {
  readonly weights: Float32Array | Int8Array
  /** By category: what a weight's unit is worth. */
  readonly scale: Float32Array
  readonly bias: Float32Array
}

/** A net with one hidden layer: grams → hidden units (`weights[gram * hidden + unit]`) → categories. */
export interface Net {
  readonly weights: Float32Array | Int8Array
  /** By hidden unit: what a weight's unit is worth. */
  readonly scale: Float32Array
  readonly bias: Float32Array
  /** `out[category * hidden + unit]` */
  readonly out: Float32Array
  readonly outBias: Float32Array
}

/** How both opinions become honest probabilities: softmax(linear × a + net × b + one constant for each category). */
export interface Calibration {
  readonly linear: number
  readonly net: number
  readonly bias: readonly number[]
}

/** Everything that training makes. */
export interface ModelParts {
  readonly categories: readonly string[]
  readonly vocabulary: Vocabulary
  readonly linear: Linear
  readonly net: Net
  readonly calibration: Calibration
}
