import { BREAK } from './letter.ts'
import { rarity, tellingPair } from './telling.ts'

/** For which matters (by number) something speaks, and how strongly. */
export interface Votes {
  readonly matters: Uint16Array
  readonly weights: Float32Array
}

/** What is written of one matter: texts in one spelling, and how much each of them counts. */
export type Written = readonly (readonly [text: string, share: number])[]

/** A pair with one character between: keeps words together that hold one wrong character. */
const APART = 0.5
/** How far long descriptions are held back: 0 not at all, 1 to equal sums. */
const LENGTH = 0.1
/** More characters than any list of matters has; keys stay small integers. */
const CHARACTERS = 0x2000

/** Pairs of characters, neighbours and those with one character between, of everything that is written of the matters. */
export class Pairs {
  /** A number for each character that the list of matters has; 0 for all others. */
  private readonly ids = new Uint16Array(0x10000)
  private readonly characters: string[] = [BREAK]
  private readonly votes = new Map<number, Votes>()

  constructor(matters: readonly Written[]) {
    const counts = new Map<number, Map<number, number>>()
    for (const [matter, texts] of matters.entries()) {
      for (const [text, share] of texts) {
        this.learn(text)
        this.each(text, (pair) => {
          const votes = counts.get(pair) ?? new Map<number, number>()
          const count = pair < CHARACTERS ** 2 ? share : share * APART
          counts.set(pair, votes.set(matter, (votes.get(matter) ?? 0) + count))
        })
      }
    }
    this.weigh(counts, matters.length)
  }

  /** Shows each pair of `text` that any matter has: once, where it stands first. */
  read(text: string, see: (votes: Votes, at: number) => void): void {
    const seen = new Set<number>()
    this.each(text, (pair, at) => {
      if (seen.has(pair)) return
      seen.add(pair)
      const votes = this.votes.get(pair)
      if (votes !== undefined) see(votes, at)
    })
  }

  private weigh(counts: ReadonlyMap<number, ReadonlyMap<number, number>>, all: number): void {
    const lengths = new Float64Array(all)
    for (const votes of counts.values()) {
      for (const [matter, count] of votes) lengths[matter] = (lengths[matter] ?? 0) + damped(count) ** 2
    }
    for (const [pair, votes] of counts) {
      const weight = this.telling(pair) * rarity(all, votes.size)
      this.votes.set(pair, {
        matters: Uint16Array.from(votes.keys()),
        weights: Float32Array.from(
          votes,
          ([matter, count]) => (weight * damped(count)) / (lengths[matter] ?? 1) ** (LENGTH / 2),
        ),
      })
    }
  }

  private telling(pair: number): number {
    const second = this.characters[pair % CHARACTERS] ?? BREAK
    return tellingPair(this.characters[Math.floor(pair / CHARACTERS) % CHARACTERS] ?? BREAK, second)
  }

  private learn(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (this.ids[unit] !== 0 || text[at] === BREAK || this.characters.length >= CHARACTERS) continue
      this.ids[unit] = this.characters.length
      this.characters.push(text.charAt(at))
    }
  }

  /** Pairs that no break and no unknown character parts. */
  private each(text: string, see: (pair: number, at: number) => void): void {
    let first = this.idAt(text, 0)
    let second = this.idAt(text, 1)
    for (let at = 0; at + 1 < text.length; at++) {
      const third = this.idAt(text, at + 2)
      if (first !== 0 && second !== 0) see(first * CHARACTERS + second, at)
      // The wrong character between may be one that no matter has, but not the end of a thought.
      if (first !== 0 && third !== 0 && text[at + 1] !== BREAK) see(CHARACTERS ** 2 + first * CHARACTERS + third, at)
      first = second
      second = third
    }
  }

  private idAt(text: string, at: number): number {
    return at < text.length ? (this.ids[text.charCodeAt(at)] ?? 0) : 0
  }
}

/** A word that stands in many keywords of one matter says more, but not that much more. */
const damped = (count: number): number => Math.log1p(count) / Math.LN2
