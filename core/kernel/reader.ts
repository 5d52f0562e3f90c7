import type { Query, Store, Where } from '../ports/store.ts'
import type { Reader } from './context.ts'
import type { RecordType, Stored } from './record.ts'

/** One reader for a kind of record of a store, so that what is worked out from it can be kept beside it. */
const readers = new WeakMap<Store, Map<string, Reader<unknown>>>()

/** Reads one kind of record from `store`. */
export const readerOf = <T>(store: Store, type: RecordType<T>): Reader<T> => {
  const known = readers.get(store) ?? new Map<string, Reader<unknown>>()
  readers.set(store, known)
  const reader = known.get(type.name) ?? makeReader(store, type)
  known.set(type.name, reader as Reader<unknown>)
  // Under one name a store holds records of one type.
  return reader as Reader<T>
}

const makeReader = <T>(store: Store, type: RecordType<T>): Reader<T> => {
  const collection = store.collection<Stored<T>>(type)
  return {
    get: (id) => collection.get(id),
    page: (query: Query) => collection.page(query),
    stream: (query: Query) => collection.stream(query),
    first: async (query: Query) => (await collection.page({ ...query, limit: 1 })).rows[0],
    versions: (where: Where) => collection.versions(where),
    count: (where: Where) => collection.count(where),
    groupCount: (where: Where, path: string) => collection.groupCount(where, path),
  }
}
