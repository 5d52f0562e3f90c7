import { certainty, lengthOf } from './certainty.ts'
import { isOfPlacesIn, type KeptLetter, keptOf, pairIn, shareIn } from './kept-letter.ts'
import { type Counted, Pairs } from './pairs.ts'
import type { ProblemLetter } from './reading.ts'
import { sharedWords } from './shared-words.ts'

/** A letter that may be about the same problem. */
export interface Candidate {
  readonly id: string
  /** From 0 to 1. */
  readonly certainty: number
  /** Words that both have, the weightiest first. */
  readonly because: readonly string[]
}

/** Letters that can be asked for those about the same problem as a new one. */
export interface ProblemIndex {
  /** Adds a letter; one with the same id is replaced. */
  add(letter: ProblemLetter): void
  remove(id: string): void
  /** The surest first, from a certainty of `least` (default: above 0) on; never the letter itself. `most` defaults to 10. */
  candidates(letter: ProblemLetter, most?: number, least?: number): readonly Candidate[]
  readonly size: number
}

/** How many entries of the index one question looks at, the rarest pairs first, and how many letters it weighs. */
const ENTRIES = 200_000
const WEIGHED = 120

export const createIndex = (): ProblemIndex => new PairIndex()

class PairIndex implements ProblemIndex {
  private readonly pairs = new Pairs()
  /** By the place where a letter was added; undefined where it was removed. */
  private readonly kept: (KeptLetter | undefined)[] = []
  private readonly places = new Map<string, number>()
  /** By pair: at which places letters have it. Places of removed letters go when they are met; a pair that is everywhere has none. */
  private readonly having: (number[] | undefined)[] = []
  /** By place and by pair, all 0 between questions. */
  private scores = new Float32Array(1_024)
  private asked = new Float32Array(1_024)

  get size(): number {
    return this.places.size
  }

  add(letter: ProblemLetter): void {
    this.remove(letter.id)
    const read = this.pairs.read(letter)
    const place = this.kept.length
    this.pairs.learn(read)
    this.kept.push(keptOf(read))
    this.places.set(letter.id, place)
    for (const pair of read.pairs) {
      const list = this.having[pair]
      if (this.pairs.isEverywhere(pair)) this.having[pair] = undefined
      else if (list === undefined) this.having[pair] = [place]
      else list.push(place)
    }
  }

  remove(id: string): void {
    const place = this.places.get(id)
    const letter = place === undefined ? undefined : this.kept[place]
    if (place === undefined || letter === undefined) return
    this.pairs.unlearn(pairsOf(letter))
    this.kept[place] = undefined
    this.places.delete(id)
  }

  candidates(letter: ProblemLetter, most = 10, least = 0): readonly Candidate[] {
    const read = this.pairs.read(letter)
    // A new letter counts while it is compared: pairs that it shares with only one other are the most telling.
    const isNew = !this.places.has(letter.id)
    if (isNew) this.pairs.learn(read)
    try {
      const own = this.weighed(read)
      return this.nearest(read)
        .map((other) => ({ other, certainty: this.compare(read, own, other) }))
        .filter((each) => each.certainty > 0 && each.certainty >= least)
        .sort((one, other) => other.certainty - one.certainty || (one.other.id < other.other.id ? -1 : 1))
        .slice(0, most)
        .map(({ other, certainty: sure }) => ({
          id: other.id,
          certainty: Math.round(sure * 1000) / 1000,
          because: sharedWords(read, numbersOf(other), this.pairs),
        }))
    } finally {
      for (const pair of read.pairs) this.asked[pair] = 0
      if (isNew) this.pairs.learn(read, -1)
    }
  }

  /** Lays the letter's weights out by pair, and gives how long it is. */
  private weighed(read: Counted): Lengths {
    const most = Math.max(0, ...read.pairs)
    if (this.asked.length <= most) this.asked = new Float32Array(most * 2)
    let [whole, problem] = [0, 0]
    for (const [k, pair] of read.pairs.entries()) {
      const weight = (read.shares[k] ?? 0) * this.pairs.weight(pair)
      this.asked[pair] = weight
      whole += weight * weight
      if (!this.pairs.isOfPlaces(pair)) problem += weight * weight
    }
    return { whole: lengthOf(whole), problem: lengthOf(problem) }
  }

  /** The letters that share the most, roughly: by presence alone. */
  private nearest(read: Counted): readonly KeptLetter[] {
    if (this.scores.length < this.kept.length) this.scores = new Float32Array(this.kept.length * 2)
    const { scores } = this
    const own = this.places.get(read.id)
    const telling = [...read.pairs]
      .map((pair, k) => ({ pair, weight: (read.shares[k] ?? 0) * this.pairs.weight(pair) ** 2 }))
      .flatMap(({ pair, weight }) => (weight > 0 ? [{ list: this.alive(pair), weight }] : []))
      .sort((one, other) => one.list.length - other.list.length)
    const met: number[] = []
    let looked = 0
    for (const { list, weight } of telling) {
      looked += list.length
      if (looked > ENTRIES) break
      for (const place of list) {
        const before = scores[place] ?? 0
        if (before === 0) met.push(place)
        scores[place] = before + weight
      }
    }
    const best = surest(met, scores)
    for (const place of met) scores[place] = 0
    return best.flatMap((place) => (place === own ? [] : (this.kept[place] ?? [])))
  }

  /** Where letters have the pair that are still there. */
  private alive(pair: number): readonly number[] {
    const list = this.having[pair] ?? []
    if (list.length <= this.pairs.count(pair)) return list
    const alive = list.filter((place) => this.kept[place] !== undefined)
    this.having[pair] = alive
    return alive
  }

  private compare(read: Counted, own: Lengths, other: KeptLetter): number {
    let [whole, problem, length, problemLength] = [0, 0, 0, 0]
    for (const packed of other.packed) {
      const pair = pairIn(packed)
      const weight = shareIn(packed) * this.pairs.weight(pair)
      if (weight === 0) continue
      const shared = weight * (this.asked[pair] ?? 0)
      whole += shared
      length += weight * weight
      if (this.pairs.isOfPlaces(pair)) continue
      problem += shared
      problemLength += weight * weight
    }
    return certainty(read, other, {
      whole: whole / (lengthOf(length) * own.whole),
      problem: problem / (lengthOf(problemLength) * own.problem),
    })
  }
}

interface Lengths {
  readonly whole: number
  readonly problem: number
}

const numbersOf = ({ packed }: KeptLetter): ReadonlySet<number> => {
  const numbers = new Set<number>()
  for (const each of packed) numbers.add(pairIn(each))
  return numbers
}

function* pairsOf({ packed }: KeptLetter) {
  for (const each of packed) yield { pair: pairIn(each), isOfPlaces: isOfPlacesIn(each) }
}

const STEPS = 1_024

/** The places with the greatest scores, without sorting all that were met: they are counted by steps of the greatest. */
const surest = (met: readonly number[], scores: Float32Array): readonly number[] => {
  if (met.length <= WEIGHED) return met
  let greatest = 0
  for (const place of met) greatest = Math.max(greatest, scores[place] ?? 0)
  const stepOf = (place: number): number => Math.floor(((scores[place] ?? 0) / greatest) * (STEPS - 1))
  const counts = new Uint32Array(STEPS)
  for (const place of met) counts[stepOf(place)] = (counts[stepOf(place)] ?? 0) + 1
  let least = STEPS
  for (let above = 0; least > 0 && above < WEIGHED; ) above += counts[--least] ?? 0
  const best: number[] = []
  for (const place of met) if (best.length < WEIGHED * 2 && stepOf(place) >= least) best.push(place)
  return best
}
