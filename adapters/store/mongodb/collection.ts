import {
  type Collection,
  type CollectionSpec,
  type Document,
  DuplicateKey,
  type Page,
  type Query,
  type Scalar,
} from '../../../core/ports/store.ts'
import { storableText } from '../common/text.ts'
import { pageOf } from '../common/walk.ts'
import { claimDue } from './claim.ts'
import { allOf, conditions, fieldOf } from './filter.ts'
import { gathered } from './gathered.ts'
import { brokenIndex } from './indexes.ts'
import { readPortion } from './reader.ts'
import { fromStored, type Stored, toStored } from './stored.ts'
import { streamFrom } from './stream.ts'
import { deleteTogether, insertTogether, settleTogether } from './together.ts'
import type { Use } from './use.ts'

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

  const insertOne = gathered(use, (collection, documents: readonly Stored[]) =>
    documents.length > 1
      ? insertTogether(collection, documents)
      : collection.insertOne(documents[0] as Stored).then(() => [undefined]),
  )
  const settleOne = gathered(use, settleTogether)
  const deleteOne = gathered(use, async (collection, ids: readonly string[]) =>
    ids.length > 1
      ? deleteTogether(collection, ids)
      : [(await collection.deleteOne({ _id: ids[0] ?? '' })).deletedCount > 0],
  )

  return {
    get: (id) =>
      use(async (collection) => {
        const stored = await collection.findOne({ _id: storableText(id) })
        return stored === null ? undefined : fromStored<D>(stored)
      }),

    insert: async (document) => {
      const refused = await insertOne(toStored(spec, document))
      if (refused !== undefined) throw new DuplicateKey(spec.name, brokenIndex(refused.message))
    },

    replace: async (document) => {
      const { _id, ...stored } = toStored(spec, document)
      const over = { _id, version: document.version - 1 }
      return use(async (collection) => (await collection.replaceOne(over, stored)).matchedCount > 0)
    },

    // Undone by a lost primary, its effects are done again under the same ids, which does nothing: no need to wait.
    settle: (id, version) => settleOne({ id: storableText(id), version }),

    delete: (id) => deleteOne(storableText(id)),

    page,
    stream: (query) => streamFrom<D>(use, query),
    versions: (where) =>
      use(async (collection) => {
        const found = collection
          .find(allOf(conditions(where)), { batchSize: 1_000 })
          .project<Pick<Stored, '_id' | 'version'>>({ _id: 1, version: 1 })
        return new Map((await found.toArray()).map(({ _id, version }) => [_id, version]))
      }),
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
