import type { Paired, Pairs } from './pairs.ts'
import { placeMarks } from './places.ts'

/** So many texts show what is a manner of writing. */
const LEAST_TEXTS = 20
/** How long phrases are, in characters: what is part of one is left out; whole sentences alike show a manner. */
const PHRASE = { part: 4, long: 8 }
/** In which part of the texts a phrase stands, and which part of the texts' words stands in long ones. */
const COMMON = 0.15
const MANNER = 0.05
/** In which part of the texts the name of a place stands that holds them together. */
const NAMED = 0.4

/**
 * Of letters that were found to be of one problem: the same letters without the phrases that many of them share.
 * Somebody who writes often words everything alike, whole sentences of it; what many write about one problem shares its
 * names and little more. Undefined where no such manner shows, or one place holds the letters together.
 */
export const withoutPhrases = (letters: readonly Paired[], pairs: Pairs): readonly Paired[] | undefined => {
  if (letters.length < LEAST_TEXTS || haveOneName(letters)) return undefined
  const long = commonIn(letters, PHRASE.long)
  const [inLong, all] = letters.reduce<[number, number]>(
    ([inside, length], { reading: { body } }) => [
      inside + marked(ended(body), long, PHRASE.long).reduce((sum, each) => sum + each, 0),
      length + body.length,
    ],
    [0, 0],
  )
  if (inLong < all * MANNER) return undefined
  const common = commonIn(letters, PHRASE.part)
  return letters.map((letter) => {
    const left = new Set(
      [letter.reading.subject, letter.reading.body].flatMap((words) => besides(words, common, pairs)),
    )
    const stays = (_: number, k: number): boolean => left.has(letter.pairs[k] ?? -1)
    return { ...letter, pairs: letter.pairs.filter(stays), shares: letter.shares.filter(stays) }
  })
}

/** Whether so many of them name one place, home, firm or works that it, and not the manner, holds them together. */
const haveOneName = (letters: readonly Paired[]): boolean => {
  const counts = new Map<string, number>()
  for (const { regions } of letters)
    for (const name of new Set([...regions.names.values()].flatMap((names) => [...names])))
      counts.set(name, (counts.get(name) ?? 0) + 1)
  return Math.max(0, ...counts.values()) >= letters.length * NAMED
}

/** The phrases of a length that many of the letters have. */
const commonIn = (letters: readonly Paired[], length: number): ReadonlySet<string> => {
  const having = new Map<string, number>()
  for (const { reading } of letters)
    for (const phrase of new Set([reading.subject, reading.body].flatMap((words) => phrasesIn(ended(words), length))))
      having.set(phrase, (having.get(phrase) ?? 0) + 1)
  return new Set([...having].filter(([, count]) => count >= letters.length * COMMON).map(([phrase]) => phrase))
}

/** What begins or ends with a sentence is a phrase too, one character shorter. */
const ended = (words: string): string => ` ${words} `

/** The phrases of a text that hold no name of a place; a blank only at an end of one. */
const phrasesIn = (words: string, length: number): readonly string[] => {
  const places = placeMarks(words)
  const found: string[] = []
  for (let at = 0; at + length <= words.length; at++) {
    const phrase = words.slice(at, at + length)
    if (!phrase.slice(1, -1).includes(' ') && !places.subarray(at, at + length).includes(1)) found.push(phrase)
  }
  return found
}

/** For each character, 1 where it is part of one of the phrases. */
const marked = (words: string, phrases: ReadonlySet<string>, length: number): Uint8Array => {
  const marks = new Uint8Array(words.length)
  for (let at = 0; at + length <= words.length; at++)
    if (phrases.has(words.slice(at, at + length))) marks.fill(1, at, at + length)
  return marks
}

/** The pairs that reach out of every common phrase. */
const besides = (words: string, common: ReadonlySet<string>, pairs: Pairs): readonly number[] => {
  const marks = marked(ended(words), common, PHRASE.part).subarray(1, -1)
  return Array.from(marks).flatMap((mark, at) =>
    mark === 1 && marks[at + 1] === 1 ? [] : (pairs.numberOf(words, at) ?? []),
  )
}
