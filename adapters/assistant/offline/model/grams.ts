import { plainly } from '../letter.ts'

/** A letter as it arrives: some have a subject and a body, some only one of them, some both run together. */
export interface LetterText {
  readonly subject?: string | undefined
  readonly detail?: string | undefined
  readonly text?: string | undefined
}

/** The longest run of characters that is looked at. */
const LONGEST = 2
/** Where a letter says what it is about, and how much more that counts than the rest. */
const OPENING = { until: 60, weight: 2 }
const FOLLOWING = { until: 200, weight: 1.4 }
/** Pseudonyms of places, such as A3区: they tell nothing to an office elsewhere. */
const PSEUDONYM = /(?<![a-z0-9])[a-z]\d*(?=[市区县])/g

/** One text of a letter: Simplified, of one width, in small letters, without invisible characters or gibberish. */
export const wordsOf = ({ subject, detail, text }: LetterText): string =>
  plainly([subject, detail, text].filter((each) => each !== undefined && each !== '').join('\n'))
    .toLowerCase()
    .replace(PSEUDONYM, '')

/** How often, by place, each run of one or two characters stands in `words`; runs go by their 32-bit hash. */
export const gramsOf = (words: string): ReadonlyMap<number, number> => {
  const grams = new Map<number, number>()
  for (let at = 0; at < words.length; at++) {
    const weight = at < OPENING.until ? OPENING.weight : at < FOLLOWING.until ? FOLLOWING.weight : 1
    let hash = 0
    for (let length = 1; length <= LONGEST; length++) {
      const unit = words.charCodeAt(at + length - 1)
      if (!isWord(unit)) break
      hash = Math.imul(Math.imul(hash, 0x01000193) ^ unit ^ (hash >>> 15), 0x9e3779b1)
      const gram = scattered(hash + length)
      grams.set(gram, (grams.get(gram) ?? 0) + weight)
    }
  }
  return grams
}

/** Every bit of a hash depends on every bit of what it was made from (the finish of MurmurHash3). */
const scattered = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}

/** Chinese characters, Latin letters, digits; `NaN`, past the end, is none. */
const isWord = (unit: number): boolean =>
  (unit >= 0x4e00 && unit <= 0x9fff) ||
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x30 && unit <= 0x39) ||
  (unit >= 0x3400 && unit <= 0x4dbf)
