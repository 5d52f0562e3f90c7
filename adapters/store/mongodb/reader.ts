import type { Collection as MongoCollection } from 'mongodb'
import type { Document, Query } from '../../../core/ports/store.ts'
import { type Position, positionOf, type Term } from '../common/order.ts'
import type { Portion, Read } from '../common/portion.ts'
import { segmentsAfter } from '../common/segments.ts'
import { allOf, conditions, fieldOf, within } from './filter.ts'
import { fromStored, type Stored } from './stored.ts'

/** Reads the documents of `where` that follow `after` in `order`, a portion of them. */
export async function readPortion<D extends Document>(
  collection: MongoCollection<Stored>,
  query: Pick<Query, 'where'>,
  order: readonly Term[],
  after: Position | undefined,
  portion: Portion,
): Promise<Read<D>> {
  const where = conditions(query.where)
  const rows: D[] = []
  let left = portion.characters
  let last: D | undefined
  for (const segment of segmentsAfter(order, after)) {
    const wanted = portion.rows - rows.length
    const found = collection.find(allOf([...within(segment), ...where]), {
      sort: segment.order.map((term) => [fieldOf(term.path), term.descending ? -1 : 1] as [string, 1 | -1]),
      ...(Number.isFinite(wanted) ? { limit: wanted + 1, batchSize: Math.min(wanted + 1, 1_000) } : {}),
    })
    for await (const stored of found) {
      if (last && (rows.length >= portion.rows || left <= 0)) return { rows, more: positionOf(last, order) }
      last = fromStored<D>(stored)
      rows.push(last)
      if (Number.isFinite(left)) left -= JSON.stringify(last).length
    }
  }
  return { rows, more: undefined }
}
