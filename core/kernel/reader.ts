import type { Query, Store, Where } from '../ports/store.ts'
import type { Reader } from './context.ts'
import type { RecordType, Stored } from './record.ts'

/** Reads one kind of record from `store`. */
export const readerOf = <T>(store: Store, type: RecordType<T>): Reader<T> => {
  const collection = store.collection<Stored<T>>(type)
  return {
    get: (id) => collection.get(id),
    page: (query: Query) => collection.page(query),
    stream: (query: Query) => collection.stream(query),
    first: async (query: Query) => (await collection.page({ ...query, limit: 1 })).rows[0],
    count: (where: Where) => collection.count(where),
    groupCount: (where: Where, path: string) => collection.groupCount(where, path),
  }
}
