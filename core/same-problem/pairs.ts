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

/** The same, with 1 for each pair that is mostly part of a place's name. */
export interface Counted extends Paired {
  readonly ofPlaces: Uint8Array
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
  private size = 0
  /** By how many letters have a pair, for one number of letters: logarithms and powers take time. */
  private readonly weights = new Float64Array(COMMON.most + 1)
  private weighedFor = 0

  /** Reads a letter; `learn` counts it. */
  read(letter: ProblemLetter): Counted {
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
  learn({ pairs, ofPlaces }: Pick<Counted, 'pairs' | 'ofPlaces'>, times: 1 | -1 = 1): void {
    this.size += times
    for (let n = 0; n < pairs.length; n++) this.learnPair(pairs[n] ?? 0, times, ofPlaces[n] === 1)
  }

  /** Counts out a letter that was counted in, of which only its pairs are known. */
  unlearn(pairs: Iterable<{ readonly pair: number; readonly isOfPlaces: boolean }>): void {
    this.size -= 1
    for (const { pair, isOfPlaces } of pairs) this.learnPair(pair, -1, isOfPlaces)
  }

  private learnPair(pair: number, times: 1 | -1, isOfPlaces: boolean): void {
    this.letters[pair] = (this.letters[pair] ?? 0) + times
    if (isOfPlaces) this.inPlaces[pair] = (this.inPlaces[pair] ?? 0) + times
  }

  /** How much a pair says by its rarity; 0 for those that stand in one letter or in very many. */
  weight(pair: number): number {
    const having = this.letters[pair] ?? 0
    if (having < 2 || this.isCommon(having)) return 0
    if (this.weighedFor !== this.size) {
      this.weights.fill(0)
      this.weighedFor = this.size
    }
    const known = this.weights[having] ?? 0
    if (known !== 0) return known
    const weight = Math.log((this.size + ASSUMED) / having) ** RARITY
    this.weights[having] = weight
    return weight
  }

  /** In how many letters it stands. */
  count(pair: number): number {
    return this.letters[pair] ?? 0
  }

  isOfPlaces(pair: number): boolean {
    return (this.inPlaces[pair] ?? 0) * 2 > (this.letters[pair] ?? 0)
  }

  /** Whether so many letters have it that it will hardly ever tell anything again. */
  isEverywhere(pair: number): boolean {
    return (this.letters[pair] ?? 0) > 2 * COMMON.most
  }

  /** The pair's number, if it has ever been met. */
  numberOf(words: string, at: number): number | undefined {
    return this.numbers.get(codeOf(words, at))
  }

  private isCommon(having: number): boolean {
    return having > Math.min(COMMON.most, (this.size + ASSUMED) * COMMON.part)
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
