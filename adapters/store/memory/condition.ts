import type { Condition, Scalar, Where } from '../../../core/ports/store.ts'
import type { Bound } from '../common/segments.ts'
import { storableText } from '../common/text.ts'
import { compareKeys, endOfPrefix, type Key, keyOf, valueAt } from './key.ts'

/** Whether a document meets a condition. */
export type Test = (document: object) => boolean

/** A stretch of an order that holds everything that a condition can find; open above where `high` is absent. */
export interface Stretch {
  readonly low: Key
  readonly high?: Key
}

/** What is asked of one path: the stretches to look in, all of them where there are none, and what to test there. */
export interface Asked {
  readonly path: string
  readonly stretches?: readonly Stretch[]
  readonly test: Test
}

/** What `where` asks. @throws TypeError for what is not a path */
export const asked = (where: Where = {}): readonly Asked[] =>
  Object.entries(where).flatMap(([path, condition]) => onPath(path, condition))

/** Before all that is not missing. */
const FIRST = Number.NEGATIVE_INFINITY

const point = (value: Scalar | null): Stretch => ({ low: keyOf(value), high: keyOf(value) })

function onPath(path: string, condition: Condition): readonly Asked[] {
  const at = valueAt(path)
  if (condition === null) return [{ path, stretches: [point(null)], test: (document) => keyOf(at(document)) === null }]
  if (typeof condition !== 'object') {
    const value = storable(condition)
    return [{ path, stretches: [point(value)], test: (document) => at(document) === value }]
  }
  const found: Asked[] = []
  const { in: among, has, not, prefix, ...range } = condition
  if (among !== undefined) {
    const values: ReadonlySet<unknown> = new Set(among.map(storable))
    found.push({
      path,
      stretches: [...new Set(among.map((each) => keyOf(storable(each))))].map((key) => ({ low: key, high: key })),
      test: (document) => values.has(at(document)),
    })
  }
  if (has !== undefined) {
    const value = storable(has)
    const test: Test = (document) => {
      const list = at(document)
      return Array.isArray(list) && list.includes(value)
    }
    found.push({ path, stretches: [point(value)], test })
  }
  if (not !== undefined) {
    const value = storable(not)
    found.push({ path, test: (document) => at(document) !== value })
  }
  if (prefix !== undefined) {
    const begin = storableText(prefix)
    const test: Test = (document) => {
      const text = at(document)
      return typeof text === 'string' && text.startsWith(begin)
    }
    found.push({ path, stretches: [{ low: keyOf(begin), high: endOfPrefix(begin) }], test })
  }
  for (const [name, bound] of Object.entries(range)) {
    if (bound === undefined) continue
    const value = keyOf(storable(bound))
    const lowest = typeof value === 'number' ? FIRST : ''
    const holds = signs[name]
    if (holds === undefined) continue
    const test: Test = (document) => {
      const there = at(document)
      return typeof there === typeof bound && holds(compareKeys(keyOf(there), value))
    }
    found.push({ path, stretches: [name.startsWith('g') ? { low: value } : { low: lowest, high: value }], test })
  }
  return found
}

const signs: Readonly<Record<string, (sign: number) => boolean>> = {
  gte: (sign) => sign >= 0,
  gt: (sign) => sign > 0,
  lte: (sign) => sign <= 0,
  lt: (sign) => sign < 0,
}

const storable = <V extends Scalar>(value: V): V => (typeof value === 'string' ? (storableText(value) as V) : value) // text stays text

/** What a bound of a segment asks. */
export const askedBy = (bound: Bound): Asked => {
  const { path } = bound
  const at = valueAt(path)
  const keyIs = (stretch: Stretch, holds: (key: Key) => boolean): Asked => ({
    path,
    stretches: [stretch],
    test: (document) => holds(keyOf(at(document))),
  })
  if (!('value' in bound)) {
    const [stretch, missing] = bound.is === 'missing' ? [point(null), true] : [{ low: FIRST }, false]
    return keyIs(stretch, (key) => (key === null) === missing)
  }
  const value = keyOf(bound.value)
  if (bound.is === 'equal') return keyIs({ low: value, high: value }, (key) => key === value)
  if (bound.is === 'above') return keyIs({ low: value }, (key) => compareKeys(key, value) > 0)
  return keyIs({ low: FIRST, high: value }, (key) => key !== null && compareKeys(key, value) < 0)
}
