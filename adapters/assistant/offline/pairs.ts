import { BREAK } from './letter.ts'
import { rarity, tellingPair } from './telling.ts'

/** What is written of one matter: texts in one spelling. */
export type Written = readonly string[]

/** A pair with one character between: keeps words together that hold one wrong character. */
const APART = 0.5
/** More characters than any list of matters has; keys stay small integers. */
const CHARACTERS = 0x2000

/** Pairs of characters, neighbours and those with one character between, of everything that is written of the matters. */
export class Pairs {
  /** A number for each character that the list of matters has; 0 for all others. */
  private readonly ids = new Uint16Array(0x10000)
  private readonly characters: string[] = [BREAK]
  /** A number for each pair. Its votes stand in `matters` and `weights` from `begins` of its number to that of the next. */
  private readonly numbers = new Map<number, number>()
  private readonly begins: Uint32Array
  private readonly matters: Uint16Array
  private readonly weights: Float32Array

  constructor(matters: readonly Written[]) {
    const { numbers, owners, counts } = this.count(matters)
    const having = new Uint32Array(this.numbers.size)
    for (const number of numbers) having[number] = (having[number] ?? 0) + 1
    this.begins = new Uint32Array(having.length + 1)
    for (const [number, count] of having.entries()) this.begins[number + 1] = (this.begins[number] ?? 0) + count
    const telling = new Float32Array(having.length)
    for (const [pair, number] of this.numbers)
      telling[number] = this.telling(pair) * rarity(matters.length, having[number] ?? 1)
    this.matters = new Uint16Array(numbers.length)
    this.weights = new Float32Array(numbers.length)
    const next = this.begins.slice()
    for (const [n, number] of numbers.entries()) {
      const place = next[number] ?? 0
      next[number] = place + 1
      this.matters[place] = owners[n] ?? 0
      this.weights[place] = (telling[number] ?? 0) * damped(counts[n] ?? 0)
    }
  }

  /** Adds to `scores`, by matter, what each pair of `text` says: once, `share` of it by where it stands first. */
  addTo(scores: Float64Array, text: string, share: (at: number) => number): void {
    const seen = new Set<number>()
    this.each(text, (pair, at) => {
      const number = this.numbers.get(pair)
      if (number === undefined || seen.has(number)) return
      seen.add(number)
      const part = share(at)
      const end = this.begins[number + 1] ?? 0
      for (let place = this.begins[number] ?? 0; place < end; place++) {
        const matter = this.matters[place] ?? 0
        scores[matter] = (scores[matter] ?? 0) + (this.weights[place] ?? 0) * part
      }
    })
  }

  /** Gives each pair a number; for each pair of each matter its number, the matter, and how often it stands there. */
  private count(matters: readonly Written[]) {
    const numbers: number[] = []
    const owners: number[] = []
    const counts: number[] = []
    /** By the pair's number, where it was counted last. */
    const last: number[] = []
    for (const [owner, texts] of matters.entries()) {
      const begin = numbers.length
      for (const text of texts) {
        this.learn(text)
        this.each(text, (pair) => {
          const number = this.numbers.get(pair) ?? this.numbers.size
          if (number === this.numbers.size) this.numbers.set(pair, number)
          const count = pair < CHARACTERS ** 2 ? 1 : APART
          const before = last[number] ?? -1
          if (before >= begin) {
            counts[before] = (counts[before] ?? 0) + count
            return
          }
          last[number] = numbers.length
          numbers.push(number)
          owners.push(owner)
          counts.push(count)
        })
      }
    }
    return { numbers, owners, counts }
  }

  private telling(pair: number): number {
    const second = this.characters[pair % CHARACTERS] ?? BREAK
    return tellingPair(this.characters[Math.floor(pair / CHARACTERS) % CHARACTERS] ?? BREAK, second)
  }

  /** Digits and Latin letters count in whole keywords alone: pairs of them stand in any number and any English word. */
  private learn(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (this.ids[unit] !== 0 || unit < 0x3400 || this.characters.length >= CHARACTERS) continue
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
