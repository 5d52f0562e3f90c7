import type { Classification, Guess } from '../../../core/ports/assistant.ts'
import { type Letter, letterOf } from './letter.ts'
import type { MatterIndex } from './matter-index.ts'
import { type Weights, weigh } from './weigh.ts'

/** What somebody who was trained says of a letter: how likely each first-level category is, from 0 to 1; nothing where it can't say. */
export type CategoryModel = (words: string) => ReadonlyMap<string, number>

/** Below this, the honest answer is "unknown". */
const SURE_ENOUGH = 0.7
/** Guesses below this are not worth a person's look, beside one that is named and where none is. */
const WORTH_SHOWING = { named: 0.02, unknown: 0.01 }
const ALTERNATIVES = 3
/** How long the messages were that confidence was fitted on, in characters, at most. */
const CHAT_LENGTH = 60
/** What greetings and poems reach by chance. */
const CHANCE = 7
/** How much a trained model's opinion counts, in the scores' own measure, per natural log unit. */
const MODEL = 2.5

/** Where a letter belongs, by the matters' own words. */
export const classify = (index: MatterIndex, text: string, model?: CategoryModel): Classification => {
  const letter = letterOf(text)
  const weights = weigh(index, letter)
  const opinion = model?.(letter.words) ?? NOTHING
  listen(index, weights.scores, opinion)
  const ranked = topOf(weights.scores, ALTERNATIVES + 1)
  const guesses = ranked.map(
    (matter, n): Guess => ({
      matter: index.codes[matter] ?? '',
      confidence: confidence(weights, ranked, n, agreed(index, opinion, matter) ? CHAT_LENGTH : letter.words.length),
      because: because(letter, weights, matter),
    }),
  )
  const [first, ...others] = guesses.filter((guess, n) => n === 0 || guess.confidence >= WORTH_SHOWING.unknown)
  if (first === undefined) return { alternatives: [] }
  return first.confidence >= SURE_ENOUGH
    ? { best: first, alternatives: others.filter(({ confidence: sure }) => sure >= WORTH_SHOWING.named) }
    : {
        alternatives: [first, ...others]
          .filter(({ confidence: sure }) => sure >= WORTH_SHOWING.unknown)
          .slice(0, ALTERNATIVES),
      }
}

const NOTHING: ReadonlyMap<string, number> = new Map()
/** From here on, the trained model has made up its mind. */
const AGREED = 0.8

/** Whether the trained model puts the letter into the matter's own category: then it is no chance that its words are there. */
const agreed = (index: MatterIndex, opinion: ReadonlyMap<string, number>, matter: number): boolean =>
  (opinion.get(index.categories[matter] ?? '') ?? 0) >= AGREED

const listen = (index: MatterIndex, scores: Float64Array, opinion: ReadonlyMap<string, number>): void => {
  if (opinion.size === 0) return
  for (const [matter, category] of index.categories.entries()) {
    const score = scores[matter] ?? 0
    if (score > 0) scores[matter] = Math.max(0, score + MODEL * Math.log(Math.max(opinion.get(category) ?? 0.5, 0.02)))
  }
}

const topOf = (scores: Float64Array, most: number): readonly number[] => {
  const top: number[] = []
  for (let matter = 0; matter < scores.length; matter++) {
    const score = scores[matter] ?? 0
    if (score <= 0) continue
    let place = top.length
    while (place > 0 && score > (scores[top[place - 1] ?? 0] ?? 0)) place--
    if (place < most) top.splice(place, 0, matter)
    if (top.length > most) top.pop()
  }
  return top
}

/**
 * How likely the guess is right: a logistic curve over how much was found, and how far it stands above the next.
 * Fitted without the dictionary of spoken words, which was made from the messages at hand; long letters hold more words by chance.
 */
const confidence = ({ scores }: Weights, ranked: readonly number[], n: number, length: number): number => {
  const own = scores[ranked[n] ?? 0] ?? 0
  const rival = Math.max(...ranked.filter((_, other) => other !== n).map((matter) => scores[matter] ?? 0), CHANCE)
  const found = own / Math.max(1, length / CHAT_LENGTH) ** 0.5
  const z = -2.6 + 0.8 * Math.log1p(found) + 3.1 * Math.log(found / rival)
  return Math.round(1000 / (1 + Math.exp(-z))) / 1000
}

/** The keywords that led to a matter, as the person wrote them, the weightiest first. */
const because = (letter: Letter, { found }: Weights, matter: number): readonly string[] => {
  const mine = found
    .map(({ at, length, value, factor }) => ({
      at,
      length,
      weight: factor * (value.find((vote) => vote.matter === matter)?.weight ?? 0),
    }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || b.length - a.length)
  const words = mine.map(({ at, length }) => letter.said.slice(letter.from[at], letter.from[at + length]))
  return [...new Set(words)].slice(0, 5)
}
