import {
  type Collection,
  type CollectionSpec,
  type Document,
  DuplicateKey,
  type Query,
  type Scalar,
  type Where,
} from '../../../core/ports/store.ts'
import { positionOf, type Term } from '../common/order.ts'
import { segmentsAfter } from '../common/segments.ts'
import { storableText } from '../common/text.ts'
import { pageOf, type ReadPortion } from '../common/walk.ts'
import { asked, askedBy } from './condition.ts'
import type { Documents } from './documents.ts'
import { find } from './find.ts'
import { kept } from './kept.ts'
import { compareKeys, keyOf, valueAt } from './key.ts'

/** A collection whose documents `open` gives; it throws once the store is closed. */
export function memoryCollection<D extends Document>({ name }: CollectionSpec, open: () => Documents): Collection<D> {
  /** Documents were written as `D` under this collection's name, so they are read as `D`. */
  const matching = (where: Where): Iterable<D> => find(open(), asked(where), []) as Iterable<D>

  const reading =
    ({ where }: Query): ReadPortion<D> =>
    async (order: readonly Term[], after, portion) => {
      const documents = open()
      const conditions = asked(where)
      const rows: D[] = []
      for (const { bounds, order: rest } of segmentsAfter(order, after)) {
        const asks = [...conditions, ...bounds.map(askedBy)]
        for (const document of find(documents, asks, rest, portion.rows + 1 - rows.length)) {
          const last = rows.at(-1)
          if (last !== undefined && rows.length >= portion.rows) return { rows, more: positionOf(last, order) }
          rows.push(document as D) // as above
        }
      }
      return { rows, more: undefined }
    }

  const write = (documents: Documents, document: D): void => documents.put(name, document)

  return {
    get: async (id) => open().get(storableText(id)) as D | undefined, // as above

    insert: async (document) => {
      const copy = kept(name, document)
      const documents = open()
      if (documents.get(copy.id) !== undefined) throw new DuplicateKey(name, 'id')
      write(documents, copy)
    },

    replace: async (document) => {
      const copy = kept(name, document)
      const documents = open()
      if (documents.get(copy.id)?.version !== copy.version - 1) return false
      write(documents, copy)
      return true
    },

    settle: async (id, version) => {
      const documents = open()
      const there = documents.get(storableText(id))
      if (there?.version !== version) return false
      const { due: _over, effects: _done, ...rest } = there as D & { readonly effects?: unknown } // as above
      documents.put(name, Object.freeze(rest))
      return true
    },

    delete: async (id) => open().delete(storableText(id)),

    page: (query) => pageOf(query, reading(query)),

    // What is read is only pointed at: all at once costs no more than in portions.
    stream: async function* (query) {
      yield* (await pageOf(query, reading(query))).rows
    },

    versions: async (where) => new Map([...matching(where)].map(({ id, version }) => [id, version])),

    count: async (where) => {
      let count = 0
      for (const _ of matching(where)) count++
      return count
    },

    groupCount: async (where, path) => {
      const at = valueAt(path)
      const counts = new Map<Scalar, number>()
      for (const document of matching(where)) {
        const value = at(document)
        if (isScalar(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
      }
      return new Map([...counts].sort(([a], [b]) => compareKeys(keyOf(a), keyOf(b))))
    },

    claimDue: async (now, until, limit) => {
      const documents = open()
      const claimed: D[] = []
      for (const document of documents.due(now)) {
        if (claimed.length >= limit) break
        claimed.push(Object.freeze({ ...(document as D), due: until })) // as above
      }
      for (const document of claimed) write(documents, document)
      return claimed
    },
  }
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
