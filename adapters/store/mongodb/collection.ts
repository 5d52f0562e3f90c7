import type { Collection as MongoCollection } from 'mongodb'
import type { Collection, CollectionSpec, Document, Page, Query, Scalar } from '../../../core/ports/store.ts'
import { storableText } from '../common/text.ts'
import { pageOf } from '../common/walk.ts'
import { claimDue } from './claim.ts'
import { allOf, conditions, fieldOf } from './filter.ts'
import { readPortion } from './reader.ts'
import { fromStored, type Stored, toStored } from './stored.ts'
import { streamFrom } from './stream.ts'

/** Runs `act` on the server's collection, its indexes made, and tells refusals in the store's own errors. */
export type Use = <T>(act: (collection: MongoCollection<Stored>) => Promise<T>) => Promise<T>

interface Group {
  readonly _id: unknown
  readonly count: number
}

/** A collection as one of the server's, without any transaction over several documents. */
export function mongoCollection<D extends Document>(spec: CollectionSpec, use: Use): Collection<D> {
  const page = (query: Query): Promise<Page<D>> =>
    pageOf(query, (order, after, { rows }) =>
      use((collection) => readPortion<D>(collection, query, order, after, rows)),
    )

  return {
    get: (id) =>
      use(async (collection) => {
        const stored = await collection.findOne({ _id: storableText(id) })
        return stored === null ? undefined : fromStored<D>(stored)
      }),

    insert: async (document) => {
      const stored = toStored(spec, document)
      await use((collection) => collection.insertOne(stored))
    },

    replace: async (document) => {
      const { _id, ...stored } = toStored(spec, document)
      const over = { _id, version: document.version - 1 }
      return use(async (collection) => (await collection.replaceOne(over, stored)).matchedCount > 0)
    },

    // Undone by a lost primary, its effects are done again under the same ids, which does nothing: no need to wait.
    settle: (id, version) =>
      use(async (collection) => {
        const done = { $unset: { due: '', effects: '' } } as const
        const where = { _id: storableText(id), version }
        return (await collection.updateOne(where, done, { writeConcern: { w: 1 } })).matchedCount > 0
      }),

    delete: (id) => use(async (collection) => (await collection.deleteOne({ _id: storableText(id) })).deletedCount > 0),

    page,
    stream: (query) => streamFrom<D>(use, query),
    count: (where) => use((collection) => collection.countDocuments(allOf(conditions(where)))),

    groupCount: (where, path) =>
      use(async (collection) => {
        const field = fieldOf(path)
        const groups = collection.aggregate<Group>([
          { $match: allOf([...conditions(where), { [field]: { $ne: null } }]) },
          { $group: { _id: `$${field}`, count: { $sum: 1 } } },
          { $sort: { _id: 1 } },
        ])
        const counts = new Map<Scalar, number>()
        for await (const { _id, count } of groups) if (isScalar(_id)) counts.set(_id, count)
        return counts
      }),

    claimDue: (now, until, limit) => use((collection) => claimDue<D>(collection, now, until, limit)),
  }
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
