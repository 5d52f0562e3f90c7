import type { Letter } from './letter.ts'
import type { MatterIndex, Vote } from './matter-index.ts'
import type { Found } from './phrases.ts'

/** How strongly a letter speaks for each matter. */
export interface Weights {
  /** By index of the matter. */
  readonly scores: Float64Array
  /** The part of the scores that whole keywords made. */
  readonly byKeywords: Float64Array
  readonly found: readonly Keyword[]
}

/** A keyword in a letter. `factor` is what is left of it where it stands inside a longer one or is denied. */
export interface Keyword extends Found<readonly Vote[]> {
  readonly factor: number
}

/** The words of a letter's beginning, where people say what it is about. */
const SUBJECT = 40
/** Letters shorter than this are all subject. */
const SHORT = 120

/** How much pairs of characters say beside whole keywords. */
const PAIRS = 0.5
/** What is left of a keyword that stands inside a longer one. */
const INSIDE = 0.1
/** What is left of a keyword that the letter says it is *not* about. */
const DENIED = 0.15
/** What a keyword gains when it is said again. */
const AGAIN = 0.25

export const weigh = (index: MatterIndex, letter: Letter): Weights => {
  const { words } = letter
  const scores = new Float64Array(index.codes.length)
  const byKeywords = new Float64Array(index.codes.length)
  const found = keywordsIn(index, words)
  const counted = new Map<readonly Vote[], number>()
  for (const { at, value, factor } of found) {
    const before = counted.get(value) ?? 0
    const now = factor * placeWeight(at, words.length)
    const gain = before === 0 ? now : Math.max(now - before, 0) + AGAIN * Math.min(now, before)
    // Once more is told from often: repetition soon says nothing new.
    if (before > 2.5) continue
    counted.set(value, before + gain)
    for (const { matter, weight } of value) byKeywords[matter] = (byKeywords[matter] ?? 0) + weight * gain
  }
  index.pairs.addTo(scores, words, (at) => PAIRS * placeWeight(at, words.length))
  for (const [matter, score] of byKeywords.entries()) scores[matter] = (scores[matter] ?? 0) + score
  return { scores, byKeywords, found }
}

const placeWeight = (at: number, length: number): number => {
  if (length <= SHORT || at < SUBJECT) return 1
  return at < SHORT ? 0.7 : 0.45
}

const keywordsIn = (index: MatterIndex, words: string): readonly Keyword[] => {
  const all = index.keywords.all(words)
  let reach = 0
  return all.map((each, n) => {
    const end = each.at + each.length
    // Those that begin at one place come with the shortest first.
    const inside = end <= reach || all[n + 1]?.at === each.at
    reach = Math.max(reach, end)
    return { ...each, factor: (inside ? INSIDE : 1) * (isDenied(words, each.at) ? DENIED : 1) }
  })
}

const NOT = /(?:^|[^是])(?:不是|并非|不关)(?:说|讲|因为)?$/

/** 不是路灯的问题: but 是不是 asks. */
const isDenied = (words: string, at: number): boolean => NOT.test(words.slice(Math.max(0, at - 5), at))
