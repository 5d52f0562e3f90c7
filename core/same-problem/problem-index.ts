import { certainty, lengthOf } from './certainty.ts'
import { type Paired, Pairs } from './pairs.ts'
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
  /** The surest first; never the letter itself. `most` defaults to 10. */
  candidates(letter: ProblemLetter, most?: number): readonly Candidate[]
  readonly size: number
}

/** How many entries of the index one question looks at, the rarest pairs first, and how many letters it weighs. */
const ENTRIES = 200_000
const WEIGHED = 120

export const createIndex = (): ProblemIndex => new PairIndex()

interface Entry {
  readonly letter: Paired & { readonly ofPlaces: Uint8Array }
  readonly place: number
}

class PairIndex implements ProblemIndex {
  private readonly pairs = new Pairs()
  private readonly entries: (Entry | undefined)[] = []
  private readonly places = new Map<string, number>()
  /** By pair: which entries have it. */
  private readonly having: number[][] = []
  private scores = new Float32Array(1_024)

  get size(): number {
    return this.places.size
  }

  add(letter: ProblemLetter): void {
    this.remove(letter.id)
    const read = this.pairs.read(letter)
    const place = this.entries.length
    this.pairs.learn(read)
    this.entries.push({ letter: read, place })
    this.places.set(letter.id, place)
    for (const pair of read.pairs) {
      const list = this.having[pair]
      if (list === undefined) this.having[pair] = [place]
      else list.push(place)
    }
  }

  remove(id: string): void {
    const place = this.places.get(id)
    const entry = place === undefined ? undefined : this.entries[place]
    if (place === undefined || entry === undefined) return
    this.pairs.learn(entry.letter, -1)
    for (const pair of entry.letter.pairs)
      this.having[pair] = (this.having[pair] ?? []).filter((each) => each !== place)
    this.entries[place] = undefined
    this.places.delete(id)
  }

  candidates(letter: ProblemLetter, most = 10): readonly Candidate[] {
    const read = this.pairs.read(letter)
    // A new letter counts while it is compared: pairs that it shares with only one other are the most telling.
    const isNew = !this.places.has(letter.id)
    if (isNew) this.pairs.learn(read)
    try {
      return this.nearest(read)
        .map((other) => ({ other, certainty: this.compare(read, other) }))
        .filter((each) => each.certainty > 0)
        .sort((one, other) => other.certainty - one.certainty || (one.other.id < other.other.id ? -1 : 1))
        .slice(0, most)
        .map(({ other, certainty: sure }) => ({
          id: other.id,
          certainty: Math.round(sure * 1000) / 1000,
          because: sharedWords(read, other, this.pairs),
        }))
    } finally {
      if (isNew) this.pairs.learn(read, -1)
    }
  }

  /** The letters that share the most, roughly: by presence alone. */
  private nearest(read: Paired): readonly Paired[] {
    if (this.scores.length < this.entries.length) this.scores = new Float32Array(this.entries.length * 2)
    const { scores } = this
    const own = this.places.get(read.id)
    const telling = [...read.pairs]
      .map((pair, k) => ({
        list: this.having[pair] ?? [],
        weight: (read.shares[k] ?? 0) * this.pairs.weight(pair) ** 2,
      }))
      .filter(({ list, weight }) => weight > 0 && list.length > 0)
      .sort((one, other) => one.list.length - other.list.length)
    const met: number[] = []
    let looked = 0
    for (const { list, weight } of telling) {
      looked += list.length
      if (looked > ENTRIES) break
      for (const place of list) {
        if (scores[place] === 0) met.push(place)
        scores[place] = (scores[place] ?? 0) + weight
      }
    }
    const best = surest(met, scores)
    for (const place of met) scores[place] = 0
    return best.flatMap((place) => {
      const entry = place === own ? undefined : this.entries[place]
      return entry === undefined ? [] : [entry.letter]
    })
  }

  private compare(one: Paired, other: Paired): number {
    const theirs = new Map<number, number>()
    let length = 0
    let problemLength = 0
    for (const [k, pair] of other.pairs.entries()) {
      const weight = (other.shares[k] ?? 0) * this.pairs.weight(pair)
      if (weight === 0) continue
      theirs.set(pair, weight)
      length += weight * weight
      if (!this.pairs.isOfPlaces(pair)) problemLength += weight * weight
    }
    let [whole, problem, ownLength, ownProblem] = [0, 0, 0, 0]
    for (const [k, pair] of one.pairs.entries()) {
      const weight = (one.shares[k] ?? 0) * this.pairs.weight(pair)
      if (weight === 0) continue
      const isOfPlaces = this.pairs.isOfPlaces(pair)
      const shared = weight * (theirs.get(pair) ?? 0)
      whole += shared
      ownLength += weight * weight
      if (isOfPlaces) continue
      problem += shared
      ownProblem += weight * weight
    }
    return certainty(one, other, {
      whole: whole / (lengthOf(length) * lengthOf(ownLength)),
      problem: problem / (lengthOf(problemLength) * lengthOf(ownProblem)),
    })
  }
}

/** The places with the greatest scores, without sorting all that were met. */
const surest = (met: readonly number[], scores: Float32Array): readonly number[] => {
  if (met.length <= WEIGHED) return met
  const values = Float32Array.from(met, (place) => scores[place] ?? 0).sort()
  const least = values[values.length - WEIGHED] ?? 0
  return met.filter((place) => (scores[place] ?? 0) >= least).slice(0, WEIGHED * 2)
}
