import { type FindCursor, MongoServerError, type WithId } from 'mongodb'
import type { Document, Query } from '../../../core/ports/store.ts'
import { type Position, positionOf, terms } from '../common/order.ts'
import { segmentsAfter } from '../common/segments.ts'
import { startOf } from '../common/walk.ts'
import { allOf, conditions, within } from './filter.ts'
import { sorted } from './reader.ts'
import { fromStored, type Stored } from './stored.ts'
import type { Use } from './use.ts'

/** How many documents the server sends at once; it ends a batch before 16 MB by itself. */
const batchSize = 500

/**
 * Every match through a cursor that the server keeps, so that it sorts once. A cursor that the server gave up, because
 * the reader took its time or a primary stepped down, is made anew behind the last document given.
 */
export async function* streamFrom<D extends Document>(use: Use, query: Query): AsyncGenerator<D> {
  const order = terms(query.order)
  let after = startOf(query, order)
  let left = query.limit ?? Number.POSITIVE_INFINITY
  for (;;) {
    const from = after
    try {
      for await (const document of behind<D>(use, query, from)) {
        if (left <= 0) return
        yield document
        left -= 1
        after = positionOf(document, order)
      }
      return
    } catch (error) {
      if (!isLostCursor(error) || after === from) throw error
    }
  }
}

async function* behind<D extends Document>(use: Use, query: Query, after: Position | undefined): AsyncGenerator<D> {
  for (const segment of segmentsAfter(terms(query.order), after)) {
    const filter = allOf([...within(segment), ...conditions(query.where)])
    const cursor = await use(async (collection) => collection.find(filter, { ...sorted(segment), batchSize }))
    try {
      for (let stored = await next(use, cursor); stored !== null; stored = await next(use, cursor)) {
        yield fromStored<D>(stored)
      }
    } finally {
      await cursor.close()
    }
  }
}

const next = (use: Use, cursor: FindCursor<WithId<Stored>>): Promise<Stored | null> => use(() => cursor.next())

const cursorNotFound = 43
const cursorKilled = 237

const isLostCursor = (error: unknown): boolean =>
  error instanceof MongoServerError && (error.code === cursorNotFound || error.code === cursorKilled)
