import type { Collection as MongoCollection } from 'mongodb'
import type { Document, Query } from '../../../core/ports/store.ts'
import { type Position, positionOf, type Term } from '../common/order.ts'
import type { Read } from '../common/portion.ts'
import { type Segment, segmentsAfter } from '../common/segments.ts'
import { allOf, conditions, fieldOf, within } from './filter.ts'
import { fromStored, type Stored } from './stored.ts'

/** The order of a segment, as the driver wants it. */
export const sorted = (segment: Segment): { readonly sort: [string, 1 | -1][] } => ({
  sort: segment.order.map(({ path, descending }) => [fieldOf(path), descending ? -1 : 1]),
})

/** Reads the documents of `where` that follow `after` in `order`, at most `most` of them. */
export async function readPortion<D extends Document>(
  collection: MongoCollection<Stored>,
  query: Pick<Query, 'where'>,
  order: readonly Term[],
  after: Position | undefined,
  most: number,
): Promise<Read<D>> {
  const where = conditions(query.where)
  const rows: D[] = []
  let last: D | undefined
  for (const segment of segmentsAfter(order, after)) {
    const wanted = most - rows.length
    const found = collection.find(allOf([...within(segment), ...where]), {
      ...sorted(segment),
      ...(Number.isFinite(wanted) ? { limit: wanted + 1, batchSize: Math.min(wanted + 1, 1_000) } : {}),
    })
    for await (const stored of found) {
      if (last && rows.length >= most) return { rows, more: positionOf(last, order) }
      last = fromStored<D>(stored)
      rows.push(last)
    }
  }
  return { rows, more: undefined }
}
