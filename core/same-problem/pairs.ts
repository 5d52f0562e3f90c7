import { placeMarks, type Regions, regionsOf } from './places.ts'
import { type ProblemLetter, type Reading, readingOf } from './reading.ts'

/** A letter as pairs of neighbouring characters. */
export interface Paired {
  readonly id: string
  readonly reading: Reading
  /** Which pairs it has (numbers of `Pairs`), each once. */
  readonly pairs: Int32Array
  /** How much each says, from 0 to 1, before its rarity. */
  readonly shares: Float32Array
  readonly regions: Regions
  readonly matter: string | undefined
  /** In milliseconds; NaN where unknown. */
  readonly time: number
}

/** How much more the subject says than the body. */
const SUBJECT = 4
/** Letters that are always assumed to have been seen before, so that the first ones can be compared, too. */
const ASSUMED = 200
/** Pairs in more letters than this, of all or in number, tell nothing. */
const COMMON = { part: 0.15, most: 1_500 }
/** How strongly rarity counts. */
const RARITY = 0.8

/** All pairs of characters that letters have, and in how many letters each stands. */
export class Pairs {
  private readonly numbers = new Map<number, number>()
  private readonly letters: number[] = []
  /** In how many of them it was mostly part of a place's name. */
  private readonly inPlaces: number[] = []
  private count = 0

  /** Reads a letter; `learn` counts it. */
  read(letter: ProblemLetter): Paired & { readonly ofPlaces: Uint8Array } {
    const reading = readingOf(letter)
    const found = new Map<number, { weight: number; place: number }>()
    this.collect(reading.subject, SUBJECT, found)
    this.collect(reading.body, 1, found)
    const entries = [...found]
    return {
      id: letter.id,
      reading,
      pairs: Int32Array.from(entries, ([pair]) => pair),
      shares: Float32Array.from(entries, ([, { weight }]) => weight / (weight + 1)),
      ofPlaces: Uint8Array.from(entries, ([, { weight, place }]) => (place * 2 > weight ? 1 : 0)),
      regions: regionsOf(`${reading.subject} ${reading.body}`),
      matter: letter.matter === '' ? undefined : letter.matter,
      time: Date.parse(letter.time ?? ''),
    }
  }

  /** Counts a letter in (1) or out again (-1). */
  learn({ pairs, ofPlaces }: { readonly pairs: Int32Array; readonly ofPlaces: Uint8Array }, times: 1 | -1 = 1): void {
    this.count += times
    for (const [n, pair] of pairs.entries()) {
      this.letters[pair] = (this.letters[pair] ?? 0) + times
      this.inPlaces[pair] = (this.inPlaces[pair] ?? 0) + times * (ofPlaces[n] ?? 0)
    }
  }

  /** How much a pair says by its rarity; 0 for those that stand in one letter or in very many. */
  weight(pair: number): number {
    const having = this.letters[pair] ?? 0
    if (having < 2 || this.isCommon(having)) return 0
    return Math.log((this.count + ASSUMED) / having) ** RARITY
  }

  isOfPlaces(pair: number): boolean {
    return (this.inPlaces[pair] ?? 0) * 2 > (this.letters[pair] ?? 0)
  }

  /** The pair's number, if it has ever been met. */
  numberOf(words: string, at: number): number | undefined {
    return this.numbers.get(codeOf(words, at))
  }

  private isCommon(having: number): boolean {
    return having > Math.min(COMMON.most, (this.count + ASSUMED) * COMMON.part)
  }

  private collect(words: string, times: number, found: Map<number, { weight: number; place: number }>): void {
    const marks = placeMarks(words)
    for (let at = 0; at + 1 < words.length; at++) {
      if (words[at] === ' ' || words[at + 1] === ' ') continue
      const code = codeOf(words, at)
      let pair = this.numbers.get(code)
      if (pair === undefined) {
        pair = this.numbers.size
        this.numbers.set(code, pair)
        this.letters.push(0)
        this.inPlaces.push(0)
      }
      const before = found.get(pair) ?? { weight: 0, place: 0 }
      before.weight += times
      if (marks[at] === 1 && marks[at + 1] === 1) before.place += times
      found.set(pair, before)
    }
  }
}

const codeOf = (words: string, at: number): number => words.charCodeAt(at) * 0x10000 + words.charCodeAt(at + 1)
