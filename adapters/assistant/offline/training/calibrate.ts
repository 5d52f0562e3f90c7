import type { Calibration } from '../model/parts.ts'
import { calibrated } from '../model/score.ts'

/** The scores of a letter that the model had not been trained on, and what it was. */
export interface Unseen {
  readonly scores: Float64Array
  readonly category: number
}

const ROUNDS = 400
const PACE = 1
/** Constants for categories stay small: what is fitted on few letters must not decide. */
const HOLD = 0.03

/** The calibration that makes the true categories likeliest, by gradient descent on the log loss. */
export const calibrate = (letters: readonly Unseen[], categories: number): Calibration => {
  let calibration: Calibration = { steepness: 2, bias: new Array<number>(categories).fill(0) }
  const step = PACE / Math.max(1, letters.length)
  for (let round = 0; round < ROUNDS; round++) {
    let slope = 0
    const bias = new Float64Array(categories)
    for (const letter of letters) {
      const chances = calibrated(calibration, letter.scores)
      for (let category = 0; category < categories; category++) {
        const wrong = (chances[category] ?? 0) - (letter.category === category ? 1 : 0)
        slope += wrong * (letter.scores[category] ?? 0)
        bias[category] = (bias[category] ?? 0) + wrong
      }
    }
    calibration = {
      // Scores lie close together: a longer step reaches them.
      steepness: calibration.steepness - step * slope * 4,
      bias: calibration.bias.map((each, category) => each - step * (bias[category] ?? 0) - PACE * HOLD * each),
    }
  }
  return calibration
}
