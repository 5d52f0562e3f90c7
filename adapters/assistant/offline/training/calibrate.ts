import { calibrated } from '../model/opinions.ts'
import type { Calibration } from '../model/parts.ts'

/** What both parts said of a letter that they had not been trained on, and what it was. */
export interface Opinions {
  readonly linear: Float64Array
  readonly net: Float64Array
  readonly category: number
}

const ROUNDS = 400
const PACE = 1
/** Constants for categories stay small: what is fitted on few letters must not decide. */
const HOLD = 0.01

/** The mix of both opinions that makes the true categories likeliest, by gradient descent on the log loss. */
export const calibrate = (letters: readonly Opinions[], categories: number): Calibration => {
  let calibration: Calibration = { linear: 2, net: 0.5, bias: new Array<number>(categories).fill(0) }
  for (let round = 0; round < ROUNDS; round++) {
    let linear = 0
    let net = 0
    const bias = new Float64Array(categories)
    for (const letter of letters) {
      const chances = calibrated(calibration, letter.linear, letter.net)
      for (let category = 0; category < categories; category++) {
        const wrong = (chances[category] ?? 0) - (letter.category === category ? 1 : 0)
        linear += wrong * (letter.linear[category] ?? 0)
        net += wrong * (letter.net[category] ?? 0)
        bias[category] = (bias[category] ?? 0) + wrong
      }
    }
    const step = PACE / Math.max(1, letters.length)
    calibration = {
      linear: calibration.linear - step * linear * 4,
      // Logarithms reach further than margins: the same step would overshoot.
      net: calibration.net - step * net * 0.1,
      bias: calibration.bias.map((each, category) => each - step * (bias[category] ?? 0) - PACE * HOLD * each),
    }
  }
  return calibration
}
