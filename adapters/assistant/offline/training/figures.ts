/** What a model said of a letter, and what it was. */
export interface Answer {
  readonly said: number
  readonly truth: number
  /** From 0 to 1; for yardsticks without probabilities, anything that grows with certainty. */
  readonly confidence: number
}

/** The mean over categories of F1, each category counting the same. */
export const macroF1 = (answers: readonly Answer[], categories: number): number =>
  mean(perCategory(answers, categories).map(({ f1 }) => f1))

export interface CategoryFigures {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export const perCategory = (answers: readonly Answer[], categories: number): readonly CategoryFigures[] =>
  Array.from({ length: categories }, (_, category) => {
    const right = answers.filter(({ said, truth }) => said === category && truth === category).length
    const said = answers.filter((answer) => answer.said === category).length
    const real = answers.filter(({ truth }) => truth === category).length
    return {
      precision: right / Math.max(1, said),
      recall: right / Math.max(1, real),
      f1: (2 * right) / Math.max(1, said + real),
    }
  })

/** The share of right answers among the part (from 0 to 1) that the model was surest of. */
export const accuracyOfSurest = (answers: readonly Answer[], part: number): number => {
  const surest = [...answers]
    .sort((one, other) => other.confidence - one.confidence)
    .slice(0, Math.round(part * answers.length))
  return surest.filter(({ said, truth }) => said === truth).length / Math.max(1, surest.length)
}

/** How far confidence is from the share of right answers, on average: expected calibration error over equal bins. */
export const calibrationError = (answers: readonly Answer[], bins = 10): number => {
  let error = 0
  for (let bin = 0; bin < bins; bin++) {
    const here = answers.filter(({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)) === bin)
    if (here.length === 0) continue
    const right = here.filter(({ said, truth }) => said === truth).length / here.length
    error += (here.length / answers.length) * Math.abs(right - mean(here.map(({ confidence }) => confidence)))
  }
  return error
}

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length)
