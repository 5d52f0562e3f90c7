import type { Document } from '../../../core/ports/store.ts'
import type { Term } from '../common/order.ts'
import type { Asked, Stretch } from './condition.ts'
import type { Documents, Entry, Index } from './documents.ts'
import { compareKeys, compareLists, type Key, keyOf, valueAt } from './key.ts'
import type { Place, SortedList } from './sorted-list.ts'

/** More stretches than this are looked through as one. */
const MOST_STRETCHES = 1_024

interface Range {
  readonly low: readonly Key[]
  readonly high: readonly Key[]
}

interface Way {
  readonly index: Index
  readonly entries: SortedList<Entry>
  readonly places: readonly (readonly [Place, Place])[]
  /** How many entries stand in the way. */
  readonly size: number
  /** Whether they stand in the wanted order, in its reverse, or in its reverse but for those that only ids tell apart. */
  readonly ordered: 'forwards' | 'backwards' | 'ties forwards' | undefined
}

/** The documents that meet all of `asks`, in `order`; no order where it is empty. Nobody may write meanwhile. */
export function* find(
  documents: Documents,
  asks: readonly Asked[],
  order: readonly Term[],
  limit = Number.POSITIVE_INFINITY,
): Generator<Document> {
  const way = bestWay(documents, asks, order, limit)
  if (order.length === 0 || way.ordered !== undefined) return yield* matches(way, asks)
  yield* sorted([...matches(way, asks)], order)
}

function* matches(way: Way, asks: readonly Asked[]): Generator<Document> {
  for (const { held } of entriesOf(way)) if (asks.every(({ test }) => test(held.document))) yield held.document
}

function* entriesOf({ entries, places, ordered }: Way): Generator<Entry> {
  for (const [from, to] of places) {
    if (ordered === 'ties forwards') yield* tiesForwards(entries.walkBack(from, to))
    else yield* ordered === 'backwards' ? entries.walkBack(from, to) : entries.walk(from, to)
  }
}

/** Turns round those that only their ids, which end every key, tell apart. */
function* tiesForwards(entries: Iterable<Entry>): Generator<Entry> {
  let ties: Entry[] = []
  for (const entry of entries) {
    const [first] = ties
    if (first !== undefined && compareLists(first.key.slice(0, -1), entry.key) !== 0) {
      yield* ties.reverse()
      ties = []
    }
    ties.push(entry)
  }
  yield* ties.reverse()
}

const bestWay = (documents: Documents, asks: readonly Asked[], order: readonly Term[], limit: number): Way => {
  const stretches = stretchesOf(asks)
  const ways = documents.indexes.flatMap((index) => {
    const begins = index.paths[0] ?? 'id'
    // What neither narrows nor orders is no way.
    return stretches.has(begins) || begins === order[0]?.path ? wayBy(documents, index, stretches, order) : []
  })
  const [first, ...others] = ways.length > 0 ? ways : wayBy(documents, documents.byId, stretches, order)
  if (first === undefined) throw new Error('the index of ids leads everywhere')
  // Where everything on the way is wanted, a page ends early; else sorting costs as much as reading.
  const isAll = (way: Way): boolean => asks.every(({ path }) => path === 'id' || way.index.paths.includes(path))
  const cost = (way: Way): number => {
    if (order.length === 0) return way.size
    if (way.ordered === undefined) return way.size * 2
    return isAll(way) ? Math.min(way.size, limit) : way.size
  }
  return others.reduce((best, way) => (cost(way) < cost(best) ? way : best), first)
}

/** Where to look on each path: what all that is asked of it have in common. */
const stretchesOf = (asks: readonly Asked[]): ReadonlyMap<string, readonly Stretch[]> => {
  const found = new Map<string, readonly Stretch[]>()
  for (const { path, stretches } of asks) {
    if (stretches === undefined) continue
    const before = found.get(path)
    found.set(
      path,
      before === undefined ? stretches : before.flatMap((one) => stretches.flatMap((two) => common(one, two))),
    )
  }
  return found
}

const common = (one: Stretch, two: Stretch): readonly Stretch[] => {
  const low = compareKeys(one.low, two.low) < 0 ? two.low : one.low
  const ends = [one.high, two.high].filter((each) => each !== undefined)
  const [high] = ends.sort(compareKeys)
  if (high === undefined) return [{ low }]
  return compareKeys(low, high) > 0 ? [] : [{ low, high }]
}

const isPoint = ({ low, high }: Stretch): boolean => low === high

/** The way by one index: none where it lacks documents that may be wanted. */
const wayBy = (
  documents: Documents,
  index: Index,
  stretches: ReadonlyMap<string, readonly Stretch[]>,
  order: readonly Term[],
): readonly Way[] => {
  if (index.sparse && !index.paths.every((path) => stretches.get(path)?.every(({ low }) => low !== null) === true))
    return []
  let ranges: readonly Range[] = [{ low: [], high: [] }]
  let fixed = 0
  for (const path of [...index.paths, 'id']) {
    const here = stretches.get(path)
    if (here === undefined || ranges.length * here.length > MOST_STRETCHES) break
    ranges = ranges.flatMap((range) => here.map(({ low, high }) => narrowed(range, low, high)))
    if (!here.every(isPoint)) break
    fixed++
  }
  const entries = documents.entries(index)
  const places = ranges.map(({ low, high }) => [entries.from(low), entries.above(high)] as const)
  const size = places.reduce((sum, [from, to]) => sum + entries.between(from, to), 0)
  return [{ index, entries, places, size, ordered: ranges.length > 1 ? undefined : directionOf(index, fixed, order) }]
}

const narrowed = ({ low, high }: Range, from: Key, to: Key | undefined): Range => ({
  low: [...low, from],
  high: to === undefined ? high : [...high, to],
})

/** Which way an index whose first paths are `fixed` to one value gives `order`. */
const directionOf = ({ paths }: Index, fixed: number, order: readonly Term[]): Way['ordered'] => {
  const all = [...paths, 'id']
  const [still, given] = [all.slice(0, fixed), all.slice(fixed)]
  const wanted = order.filter(({ path }) => !still.includes(path))
  if (!wanted.every(({ path }, n) => path === given[n])) return undefined
  if (wanted.every(({ descending }) => !descending)) return 'forwards'
  if (wanted.every(({ descending }) => descending)) return 'backwards'
  return wanted.every(({ path, descending }) => descending !== (path === 'id')) ? 'ties forwards' : undefined
}

const sorted = (found: readonly Document[], order: readonly Term[]): readonly Document[] => {
  const readers = order.map(({ path }) => valueAt(path))
  return found
    .map((document) => ({ document, keys: readers.map((read) => keyOf(read(document))) }))
    .sort((a, b) => {
      for (const [n, { descending }] of order.entries()) {
        const sign = compareKeys(a.keys[n] ?? null, b.keys[n] ?? null)
        if (sign !== 0) return descending ? -sign : sign
      }
      return 0
    })
    .map(({ document }) => document)
}
