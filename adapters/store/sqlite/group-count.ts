import type { CollectionSpec, Scalar, Where } from '../../../core/ports/store.ts'
import { allOf, conditions, type Test } from './condition.ts'
import { isColumn, quoted, typeAt, valueAt } from './expression.ts'
import type { Prepare } from './statements.ts'

interface Group {
  readonly value: string | number
  readonly count: number
}

/** How many documents there are for each value at `path`. */
export function groupCount(
  prepare: Prepare,
  spec: CollectionSpec,
  where: Where,
  path: string,
): ReadonlyMap<Scalar, number> {
  const at = valueAt(path)
  // Grouped by the value alone: an index that goes on with `path` after what `where` fixes counts without sorting.
  const groups = (test: Test): readonly Group[] => {
    const { sql, values } = allOf([...conditions(spec, where), test])
    const text = `SELECT ${at} AS value, count(*) AS count FROM ${quoted(spec.name)} WHERE ${sql} GROUP BY 1 ORDER BY 1`
    return prepare<Group>(text).all(...values)
  }
  const counted = groups({ sql: `${at} IS NOT NULL`, values: [] })
  const counts = new Map<Scalar, number>(counted.map(({ value, count }) => [value, count]))
  if (isColumn(path) || !(counts.has(0) || counts.has(1))) return counts
  // Only 0 and 1 can stand for booleans, which SQLite has not: for these alone documents are opened.
  for (const { value, count } of groups({
    sql: `${at} IN (0, 1) AND ${typeAt(path)} IN ('true', 'false')`,
    values: [],
  })) {
    const numbers = (counts.get(value) ?? 0) - count
    if (numbers > 0) counts.set(value, numbers)
    else counts.delete(value)
    counts.set(value === 1, count)
  }
  return counts
}
