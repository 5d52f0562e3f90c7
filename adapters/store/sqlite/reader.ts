import type { CollectionSpec, Document, Query, Where } from '../../../core/ports/store.ts'
import { type Position, positionOf, type Term } from '../common/order.ts'
import type { Portion, Read } from '../common/portion.ts'
import { type Segment, segmentsAfter } from '../common/segments.ts'
import { allOf, boundTest, conditions, type Test } from './condition.ts'
import { quoted, valueAt } from './expression.ts'
import type { Prepare } from './statements.ts'

/** A document as its row holds it. */
export interface Row {
  readonly doc: string
  readonly due: string | null
}

/** The document of a row. Documents were written as `D` under this collection's name, so they are read as `D`. */
export function documentOf<D extends Document>({ doc, due }: Row): D {
  const document = JSON.parse(doc) as D
  return due === null ? document : { ...document, due }
}

/** Reads the documents of `where` that follow `after` in `order`, a portion of them. */
export function readPortion<D extends Document>(
  prepare: Prepare,
  spec: CollectionSpec,
  query: Pick<Query, 'where'>,
  order: readonly Term[],
  after: Position | undefined,
  portion: Portion,
): Read<D> {
  const where = conditions(spec, query.where)
  const rows: D[] = []
  let characters = 0
  let last: D | undefined
  for (const segment of segmentsAfter(order, after)) {
    const { sql, values } = selection(spec, where, segment)
    const wanted = portion.rows - rows.length
    for (const row of prepare<Row>(sql).iterate(...values, Number.isFinite(wanted) ? wanted + 1 : -1)) {
      if (last && (rows.length >= portion.rows || characters >= portion.characters)) {
        return { rows, more: positionOf(last, order) }
      }
      last = documentOf<D>(row)
      rows.push(last)
      characters += row.doc.length
    }
  }
  return { rows, more: undefined }
}

/** The statement for one segment; its last value is the limit. */
export function selection(spec: CollectionSpec, where: readonly Test[], segment: Segment): Test {
  const { sql, values } = allOf([...segment.bounds.map(boundTest), ...where])
  const order = segment.order.map((term) => `${valueAt(term.path)}${term.descending ? ' DESC' : ''}`).join(', ')
  return { sql: `SELECT doc, due FROM ${quoted(spec.name)} WHERE ${sql} ORDER BY ${order} LIMIT ?`, values }
}

export function countOf(prepare: Prepare, spec: CollectionSpec, where: Where): number {
  const { sql, values } = allOf(conditions(spec, where))
  const text = `SELECT count(*) AS count FROM ${quoted(spec.name)} WHERE ${sql}`
  return prepare<{ readonly count: number }>(text).get(...values)?.count ?? 0
}

export function versionsOf(prepare: Prepare, spec: CollectionSpec, where: Where): ReadonlyMap<string, number> {
  const { sql, values } = allOf(conditions(spec, where))
  const text = `SELECT id, version FROM ${quoted(spec.name)} WHERE ${sql}`
  return new Map(
    prepare<[string, number]>(text)
      .raw()
      .all(...values),
  )
}
