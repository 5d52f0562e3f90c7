import type { Paired } from './pairs.ts'
import { elsewhere } from './places.ts'

/** How much two letters have in common: cosines from 0 to 1. */
export interface Overlap {
  /** Over all pairs of characters. */
  readonly whole: number
  /** Over those that are no part of places' names: what happens there. */
  readonly problem: number
}

/** Letters that share nothing with others but a word or two are taken for longer: one word in common is chance. */
const SHORTEST = 10

/** A letter's length for a cosine, from the sum of its squared weights. */
export const lengthOf = (squares: number): number => Math.max(SHORTEST, Math.sqrt(squares))

/** Below this, what two letters share is chance; from there on nobody doubts. */
const WHOLE = { chance: 0.05, sure: 0.2 }
/** The place alone makes no problem: this much of what happens there must be shared, too, or little is left. */
const PROBLEM = { sure: 0.08, placeAlone: 0.1 }
/** Letters that share their words and name different places speak of different problems: that is known, not merely unknown. */
const ELSEWHERE = -0.5
/** What is left when two letters belong to different matters. Matters are guesses, too. */
const OTHER_MATTER = 0.7
/** A problem lasts: time only counts after this many days, and never for more than half. */
const LASTS = 540
const LONG_AGO = 0.5
const DAY = 86_400_000

/** How sure it is that two letters are about the same problem, from 0 to 1; below 0 where they share words and name different places. */
export const certainty = (one: About, other: About, { whole, problem }: Overlap): number => {
  const happens = PROBLEM.placeAlone + (1 - PROBLEM.placeAlone) * between(problem, 0, PROBLEM.sure)
  const words = between(whole, WHOLE.chance, WHOLE.sure) * happens
  if (words === 0) return 0
  if (elsewhere(one.regions, other.regions)) return ELSEWHERE * words
  const matter =
    one.matter !== undefined && other.matter !== undefined && one.matter !== other.matter ? OTHER_MATTER : 1
  return words * matter * timeFactor(Math.abs(one.time - other.time) / DAY)
}

type About = Pick<Paired, 'regions' | 'matter' | 'time'>

const between = (value: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)))

/** Unknown times don't count. */
const timeFactor = (days: number): number => (days > LASTS ? Math.max(LONG_AGO, LASTS / days) : 1)
