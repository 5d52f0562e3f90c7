import type { Filter } from 'mongodb'
import type { Condition, Scalar, Where } from '../../../core/ports/store.ts'
import { members } from '../common/path.ts'
import type { Bound, Segment } from '../common/segments.ts'
import { afterPrefix, storableText } from '../common/text.ts'
import type { Stored } from './stored.ts'

type Test = Filter<Stored>

/** Where a path stands in a stored document. */
export const fieldOf = (path: string): string => (path === 'id' ? '_id' : members(path).join('.'))

/** All of `tests`. */
export const allOf = (tests: readonly Test[]): Test => (tests.length === 0 ? {} : { $and: [...tests] })

/** What `where` asks, as filters. */
export const conditions = (where: Where = {}): readonly Test[] =>
  Object.entries(where).flatMap(([path, condition]) =>
    operators(condition).map((operator): Test => ({ [fieldOf(path)]: operator })),
  )

/** One operator each, because a servers' reading of several on one path differs for lists. */
function operators(condition: Condition): readonly object[] {
  if (condition === null) return [{ $eq: null }]
  if (typeof condition !== 'object') return [{ $eq: stored(condition) }]
  const { in: among, has, not, prefix, ...range } = condition
  const found: object[] = []
  if (among) found.push({ $in: among.map(stored) })
  if (has !== undefined) found.push({ $eq: stored(has) })
  if (not !== undefined) found.push({ $ne: stored(not) })
  if (prefix !== undefined) {
    const [from, to] = [storableText(prefix), afterPrefix(storableText(prefix))]
    found.push({ $gte: from, ...(to === undefined ? {} : { $lt: to }) })
  }
  const bounds = Object.entries(range).filter(([, bound]) => bound !== undefined)
  if (bounds.length > 0) found.push(Object.fromEntries(bounds.map(([sign, bound]) => [`$${sign}`, stored(bound)])))
  return found
}

/** The bounds of a segment, as filters. */
export const within = (segment: Segment): readonly Test[] =>
  segment.bounds.map((bound): Test => ({ [fieldOf(bound.path)]: boundOperator(bound) }))

function boundOperator(bound: Bound): object {
  if (!('value' in bound)) return bound.is === 'missing' ? { $eq: null } : { $ne: null }
  const sign = { equal: '$eq', above: '$gt', below: '$lt' }[bound.is]
  return { [sign]: stored(bound.value) }
}

const stored = (value: Scalar): Scalar => (typeof value === 'string' ? storableText(value) : value)
