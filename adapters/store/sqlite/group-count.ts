import type { CollectionSpec, Scalar, Where } from '../../../core/ports/store.ts'
import { allOf, conditions } from './condition.ts'
import { isColumn, quoted, typeAt, valueAt } from './expression.ts'
import type { Prepare } from './statements.ts'

interface Group {
  readonly value: string | number
  readonly type: string | null
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
  const { sql, values } = allOf([...conditions(spec, where), { sql: `${at} IS NOT NULL`, values: [] }])
  // Only 0 and 1 can stand for booleans; for all else the index alone answers, without opening documents.
  const type = isColumn(path) ? 'NULL' : `CASE WHEN ${at} IN (0, 1) THEN ${typeAt(path)} END`
  const text = `SELECT ${at} AS value, ${type} AS type, count(*) AS count FROM ${quoted(spec.name)}
    WHERE ${sql} GROUP BY 1, 2 ORDER BY 1, 2`
  const counts = new Map<Scalar, number>()
  for (const { value, type, count } of prepare<Group>(text).all(...values)) {
    const scalar = type === 'true' ? true : type === 'false' ? false : value
    counts.set(scalar, (counts.get(scalar) ?? 0) + count)
  }
  return counts
}
