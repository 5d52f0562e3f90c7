import { groupBy } from './group-by.ts'
import { isHeardAs } from './sound.ts'

/** Names as they are compared: width, case, spaces and punctuation make no difference. */
export const plainName = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')

interface Named<T> {
  readonly name: string
  readonly owners: readonly T[]
}

/** Names and whom they belong to. */
export interface NameIndex<T> {
  /**
   * Whose name `wanted` is or resembles: the same name first, then names that begin with it, that hold it, that it
   * holds; where none of these fits, the names with the fewest small typing mistakes. Each owner once; none for an
   * empty name.
   */
  find(wanted: string, most: number): readonly T[]
  /** Whose names are most like `wanted`, which none has: short for it, or half of it. Best first; none where all are unlike. */
  alike(wanted: string, most: number): readonly T[]
  /** Who is named in `text`: the longest names first, and of names inside one another only the longest. */
  namedIn(text: string): readonly T[]
}

export const namesIn = <T>(all: readonly T[], namesOf: (each: T) => readonly string[]): NameIndex<T> => {
  const names = gather(all, namesOf)
  // A name of one character would be found in every other sentence.
  const long = [...names.values()].filter(({ name }) => [...name].length >= 2)
  long.sort((a, b) => b.name.length - a.name.length)
  const byFirst = groupBy(long, ({ name }) => name.charAt(0))
  return {
    find: (wanted, most) => find(names, plainName(wanted), most),
    alike: (wanted, most) => alike(names, plainName(wanted), most),
    namedIn: (text) => namedIn(byFirst, plainName(text)),
  }
}

const gather = <T>(all: readonly T[], namesOf: (each: T) => readonly string[]): ReadonlyMap<string, Named<T>> => {
  const names = new Map<string, { name: string; owners: T[] }>()
  for (const each of all) {
    for (const name of new Set(namesOf(each).map(plainName))) {
      if (name === '') continue
      const known = names.get(name)
      if (known === undefined) names.set(name, { name, owners: [each] })
      else known.owners.push(each)
    }
  }
  return names
}

const find = <T>(names: ReadonlyMap<string, Named<T>>, wanted: string, most: number): readonly T[] => {
  if (wanted === '') return []
  const scored: { readonly name: string; readonly distance: number; readonly owners: readonly T[] }[] = []
  for (const { name, owners } of names.values()) {
    const distance = farFrom(name, wanted)
    if (distance !== undefined) scored.push({ name, distance, owners })
  }
  scored.sort((a, b) => a.distance - b.distance)
  // A mistake is thought of only where nothing fits as it was written, and then the fewest mistakes.
  const limit = Math.max(MISTAKEN, Math.floor(scored[0]?.distance ?? 0) + 1)
  const close = scored.filter(({ distance }) => distance < limit)
  // Of names with mistakes, those that sound like what was written come before those that only look like it.
  const heard = (scored[0]?.distance ?? 0) >= MISTAKEN ? close.filter(({ name }) => isHeardAs(wanted, name)) : []
  const near = heard.length > 0 ? heard : close
  return [...new Set(near.flatMap(({ owners }) => owners))].slice(0, most)
}

/** How many letters, in their order, two names must share, and how large a part of both that must be. */
const LEAST_SHARED = 2
const LEAST_ALIKE = 0.5

const alike = <T>(names: ReadonlyMap<string, Named<T>>, wanted: string, most: number): readonly T[] => {
  const scored = [...names.values()].flatMap(({ name, owners }) => {
    const shared = sharedInOrder(wanted, name)
    const likeness = (0.6 * shared) / wanted.length + (0.4 * shared) / name.length
    return shared < LEAST_SHARED || likeness < LEAST_ALIKE ? [] : [{ likeness, owners }]
  })
  scored.sort((a, b) => b.likeness - a.likeness)
  return [...new Set(scored.flatMap(({ owners }) => owners))].slice(0, most)
}

/** Words that are longer name nothing. */
const LONGEST = 30

/** How many letters of `a` stand in `b` in the same order: all of 城管 in 城市管理局. */
const sharedInOrder = (a: string, b: string): number => {
  if (a.length > LONGEST) return 0
  let above = new Array<number>(b.length + 1).fill(0)
  for (const letter of a) {
    const row = [0]
    for (let j = 1; j <= b.length; j++)
      row.push(b[j - 1] === letter ? at(above, j - 1) + 1 : Math.max(at(above, j), at(row, j - 1)))
    above = row
  }
  return above[b.length] ?? 0
}

/** From here on, distances are of names with mistakes in them. */
const MISTAKEN = 4

/** How far `name` is from what was wanted: whole steps by kind of likeness, and shorter names before longer ones. */
const farFrom = (name: string, wanted: string): number | undefined => {
  if (name === wanted) return 0
  const longer = Math.abs(name.length - wanted.length) / 1000
  if (name.startsWith(wanted)) return 1 + longer
  if (name.includes(wanted)) return 2 + longer
  if (name.length > 1 && wanted.includes(name)) return 3 + longer
  const mistakes = mistakesBetween(name, wanted, wanted.length < 3 ? 0 : wanted.length < 6 ? 1 : 2)
  return mistakes === undefined ? undefined : MISTAKEN - 1 + mistakes + longer
}

/** How many letters are wrong, missing, too many or swapped with their neighbour; undefined for more than `most`. */
export const mistakesBetween = (a: string, b: string, most: number): number | undefined => {
  if (Math.abs(a.length - b.length) > most) return undefined
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1)
      row.push(cost)
    }
    if (Math.min(...row) > most) return undefined
    before = above
    above = row
  }
  const mistakes = at(above, b.length)
  return mistakes <= most ? mistakes : undefined
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY

const namedIn = <T>(byFirst: ReadonlyMap<string, readonly Named<T>[]>, text: string): readonly T[] => {
  const found: Named<T>[] = []
  for (let here = 0; here < text.length; ) {
    const named = byFirst.get(text.charAt(here))?.find(({ name }) => text.startsWith(name, here))
    if (named !== undefined) found.push(named)
    here += named?.name.length ?? 1
  }
  found.sort((a, b) => b.name.length - a.name.length)
  return [...new Set(found.flatMap(({ owners }) => owners))]
}
