import { certainty, lengthOf } from './certainty.ts'
import { type Link, linkage } from './linkage.ts'
import { withoutPhrases } from './one-style.ts'
import { type Paired, Pairs } from './pairs.ts'
import type { ProblemLetter } from './reading.ts'

/** Letters are of one problem while the mean certainty between the joined groups is at least this. */
const LEAST = 0.35
/** More different texts than this are no single problem that somebody could answer at once. */
const MOST = 120

export interface GroupRule {
  /** Pairs of ids that people have said are not the same: they never meet in one group. */
  readonly apart?: readonly (readonly [string, string])[]
}

/**
 * Which letters are about the same problem: ids by group, letters and groups in the order of `letters`. Letters with
 * the same words are always one problem, however many. Average linkage over `certainty`, in groups of at most 120
 * different texts.
 */
export const group = (
  letters: readonly ProblemLetter[],
  { apart = [] }: GroupRule = {},
): readonly (readonly string[])[] => {
  const pairs = new Pairs()
  const texts = new Map<string, Text>()
  for (const letter of letters) {
    const words = wordsOf(letter)
    const same = texts.get(words)
    if (same !== undefined) {
      same.ids.push(letter.id)
      continue
    }
    const paired = pairs.read(letter)
    pairs.learn(paired)
    texts.set(words, { paired, ids: [letter.id] })
  }
  const all = [...texts.values()]
  const groups = joined(all, pairs, apart).flatMap((together) => ofOneStyle(together, pairs, apart) ?? [together])
  return groups.map((together) => together.flatMap(({ ids }) => ids))
}

/** Letters with the same words. */
interface Text {
  readonly paired: Paired
  readonly ids: string[]
}

/**
 * Letters that only a manner of writing held together, by what they are about. Where at least half of them still hold
 * together without the phrases that they share, those belong to the problem, and it stays whole: undefined.
 */
const ofOneStyle = (
  together: readonly Text[],
  pairs: Pairs,
  apart: readonly (readonly [string, string])[],
): readonly (readonly Text[])[] | undefined => {
  const plain = withoutPhrases(
    together.map(({ paired }) => paired),
    pairs,
  )
  if (plain === undefined) return undefined
  const parts = joined(
    together.map((text, n) => ({ ...text, paired: plain[n] ?? text.paired })),
    pairs,
    apart,
  )
  return Math.max(...parts.map(({ length }) => length)) * 2 >= together.length ? undefined : parts
}

const joined = (
  all: readonly Text[],
  pairs: Pairs,
  apart: readonly (readonly [string, string])[],
): readonly (readonly Text[])[] => {
  const vectors = all.map(({ paired }) => paired)
  const roots = linkage([...linksOf(vectors, pairs), ...forbidden(all, apart)], {
    count: all.length,
    least: LEAST,
    most: MOST,
  })
  const groups = new Map<number, Text[]>()
  for (const [n, text] of all.entries()) {
    const root = roots[n] ?? n
    groups.set(root, [...(groups.get(root) ?? []), text])
  }
  return [...groups.values()]
}

/** All words of a letter, so that the same letter is known again when only blanks and punctuation differ. */
const wordsOf = ({ id, subject, detail, text }: ProblemLetter): string => {
  const words = [subject, detail, text]
    .join('')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
  // Letters without words say nothing about one another.
  return words === '' ? `\n${id}` : words
}

/** So little that no group with both gets together again. */
const NEVER = -1e6

const forbidden = (
  all: readonly { readonly ids: readonly string[] }[],
  apart: readonly (readonly [string, string])[],
): readonly Link[] => {
  const places = new Map(all.flatMap(({ ids }, n) => ids.map((id) => [id, n] as const)))
  return apart.flatMap(([one, other]) => {
    const [first, second] = [places.get(one), places.get(other)]
    return first === undefined || second === undefined || first === second
      ? []
      : [{ one: first, other: second, certainty: NEVER }]
  })
}

/** Every two letters that share enough, each once. */
function* linksOf(all: readonly Paired[], pairs: Pairs): Iterable<Link> {
  const vectors = all.map((letter) => vectorOf(letter, pairs))
  const having = new Map<number, { readonly letters: number[]; readonly weights: number[] }>()
  const whole = new Float64Array(all.length)
  const place = new Float64Array(all.length)
  for (const [n, letter] of all.entries()) {
    const { weights, problem: own } = vectors[n] ?? NOTHING
    const met: number[] = []
    for (const [k, pair] of letter.pairs.entries()) {
      const weight = weights[k] ?? 0
      if (weight === 0) continue
      const before = having.get(pair)
      if (before === undefined) {
        having.set(pair, { letters: [n], weights: [weight] })
        continue
      }
      const isOfPlaces = pairs.isOfPlaces(pair)
      for (let q = 0; q < before.letters.length; q++) {
        const other = before.letters[q] ?? 0
        const shared = weight * (before.weights[q] ?? 0)
        if (whole[other] === 0) met.push(other)
        whole[other] = (whole[other] ?? 0) + shared
        if (isOfPlaces) place[other] = (place[other] ?? 0) + shared
      }
      before.letters.push(n)
      before.weights.push(weight)
    }
    for (const other of met) {
      const theirs = all[other]
      const sum = whole[other] ?? 0
      const rest = sum - (place[other] ?? 0)
      whole[other] = 0
      place[other] = 0
      if (theirs === undefined) continue
      const problem = rest / (own * (vectors[other]?.problem ?? 1))
      const sure = certainty(theirs, letter, { whole: sum, problem })
      if (sure !== 0) yield { one: other, other: n, certainty: sure }
    }
  }
}

/** A letter's pairs with their weights, the whole of length one at most, and the length of what is no place. */
const vectorOf = ({ pairs: numbers, shares }: Paired, pairs: Pairs) => {
  const weights = shares.map((share, k) => share * pairs.weight(numbers[k] ?? 0))
  let whole = 0
  let problem = 0
  for (const [k, weight] of weights.entries()) {
    whole += weight * weight
    if (!pairs.isOfPlaces(numbers[k] ?? 0)) problem += weight * weight
  }
  const length = lengthOf(whole)
  return { weights: weights.map((weight) => weight / length), problem: lengthOf(problem) / length }
}

const NOTHING = { weights: new Float32Array(), problem: 1 }
