import type { CollectionSpec, Condition, Scalar, Where } from '../../../core/ports/store.ts'
import type { Bound } from '../common/segments.ts'
import { afterPrefix, storableText } from '../common/text.ts'
import type { Value } from './connection.ts'
import { isColumn, jsonPath, quoted, typeAt, valueAt } from './expression.ts'
import { membersTable } from './schema.ts'

/** A piece of SQL that is true or false, with the values for its question marks. */
export interface Test {
  readonly sql: string
  readonly values: readonly Value[]
}

const test = (sql: string, ...values: readonly Value[]): Test => ({ sql, values })

/** All of `tests`, as what follows WHERE. */
export const allOf = (tests: readonly Test[]): Test => joined(tests, ' AND ', 'TRUE')

const anyOf = (tests: readonly Test[]): Test => {
  const { sql, values } = joined(tests, ' OR ', 'FALSE')
  return test(`(${sql})`, ...values)
}

const joined = (tests: readonly Test[], by: string, none: string): Test =>
  test(tests.map(({ sql }) => sql).join(by) || none, ...tests.flatMap(({ values }) => values))

/** What `where` asks, as SQL. */
export const conditions = (spec: CollectionSpec, where: Where = {}): readonly Test[] =>
  Object.entries(where).flatMap(([path, condition]) => onPath(spec, path, condition))

function onPath(spec: CollectionSpec, path: string, condition: Condition): readonly Test[] {
  const at = valueAt(path)
  if (condition === null) return [test(`${at} IS NULL`)]
  if (typeof condition !== 'object') return [equal(path, condition)]
  const found: Test[] = []
  const { in: among, has, not, prefix, ...range } = condition
  if (among) found.push(oneOf(path, among))
  if (has !== undefined) found.push(holds(spec, path, has))
  if (not !== undefined) found.push(test(`(${at} IS NULL OR NOT (${equal(path, not).sql}))`, bindable(not)))
  if (prefix !== undefined) {
    const [from, to] = [storableText(prefix), afterPrefix(storableText(prefix))]
    found.push(test(`${at} >= ?`, from), ...(to === undefined ? [] : [test(`${at} < ?`, to)]))
  }
  return [...found, ...withinType(at, range)]
}

/** Numbers stand before all text in SQLite; a range over one must not reach into the other. */
function withinType(at: string, range: Readonly<Record<string, string | number | undefined>>): readonly Test[] {
  const signs: Readonly<Record<string, string>> = { gte: '>=', gt: '>', lte: '<=', lt: '<' }
  return Object.entries(range).flatMap(([name, bound]) => {
    const sign = signs[name]
    if (bound === undefined || sign === undefined) return []
    const inside = test(`${at} ${sign} ?`, bindable(bound))
    if (typeof bound === 'number') return sign.startsWith('>') ? [inside, test(`${at} < ''`)] : [inside]
    return sign.startsWith('<') ? [inside, test(`${at} >= ''`)] : [inside]
  })
}

/** Equality by the index, and by the type where a boolean could be taken for a number. */
function equal(path: string, value: Scalar): Test {
  const same = test(`${valueAt(path)} = ?`, bindable(value))
  if (isColumn(path) || !looksBoolean(value)) return same
  const type = typeof value === 'boolean' ? `= '${value}'` : "NOT IN ('true', 'false')"
  return test(`${same.sql} AND ${typeAt(path)} ${type}`, ...same.values)
}

function oneOf(path: string, among: readonly Scalar[]): Test {
  if (among.length === 0) return test('FALSE')
  if (among.length <= 8 || among.some(looksBoolean)) {
    return anyOf([
      ...among.filter(looksBoolean).map((value) => equal(path, value)),
      ...plainList(
        valueAt(path),
        among.filter((value) => !looksBoolean(value)),
      ),
    ])
  }
  return test(`${valueAt(path)} IN (SELECT value FROM json_each(?))`, JSON.stringify(among.map(bindable)))
}

const plainList = (at: string, among: readonly Scalar[]): readonly Test[] =>
  among.length === 0 ? [] : [test(`${at} IN (${among.map(() => '?').join()})`, ...among.map(bindable))]

function holds(spec: CollectionSpec, path: string, value: Scalar): Test {
  const indexed = spec.indexes.some((index) => index.many === true && index.paths.includes(path))
  if (indexed && !looksBoolean(value)) {
    const side = quoted(membersTable(spec.name, path))
    return test(`seq IN (SELECT owner FROM ${side} WHERE value = ?)`, bindable(value))
  }
  const type = typeof value === 'boolean' ? `type = '${value}'` : "type NOT IN ('true', 'false')"
  const each = `SELECT 1 FROM json_each(doc, ${jsonPath(path)}) WHERE atom = ? AND ${type}`
  return test(`EXISTS (${each})`, bindable(value))
}

/** A bound of a segment, as SQL. */
export function boundTest(bound: Bound): Test {
  const at = valueAt(bound.path)
  if (!('value' in bound)) return test(`${at} IS ${bound.is === 'missing' ? '' : 'NOT '}NULL`)
  const sign = { equal: '=', above: '>', below: '<' }[bound.is]
  return test(`${at} ${sign} ?`, bindable(bound.value))
}

const looksBoolean = (value: Scalar): boolean => typeof value === 'boolean' || value === 0 || value === 1

const bindable = (value: Scalar): Value =>
  typeof value === 'string' ? storableText(value) : typeof value === 'boolean' ? Number(value) : value
