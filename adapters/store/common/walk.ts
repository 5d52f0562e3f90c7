import type { Document, Page, Query } from '../../../core/ports/store.ts'
import { decodeCursor, encodeCursor, type Position, type Term, terms } from './order.ts'
import type { Portion, Read } from './portion.ts'

/** What a stream holds in memory at a time. */
const streamed: Portion = { rows: 500, characters: 4 * 1024 * 1024 }

/** Reads a portion of the documents that follow `after`. */
export type ReadPortion<D> = (order: readonly Term[], after: Position | undefined, portion: Portion) => Promise<Read<D>>

/** @throws TypeError when `query.after` belongs to another query */
export async function pageOf<D extends Document>(query: Query, read: ReadPortion<D>): Promise<Page<D>> {
  const order = terms(query.order)
  const portion = { rows: query.limit ?? Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY }
  const { rows, more } = await read(order, startOf(query, order), portion)
  return more === undefined ? { rows } : { rows, next: encodeCursor(order, more) }
}

/** Every match, read portion by portion, so that writers are never held up and memory stays flat. */
export async function* streamOf<D extends Document>(query: Query, read: ReadPortion<D>): AsyncGenerator<D> {
  const order = terms(query.order)
  let after = startOf(query, order)
  let left = query.limit ?? Number.POSITIVE_INFINITY
  do {
    const { rows, more } = await read(order, after, { ...streamed, rows: Math.min(streamed.rows, left) })
    yield* rows
    left -= rows.length
    after = more
  } while (after !== undefined && left > 0)
}

/** Where `query.after` says to begin. */
export const startOf = (query: Query, order: readonly Term[]): Position | undefined =>
  query.after === undefined ? undefined : decodeCursor(order, query.after)
