import type { CreateIndexesOptions, IndexSpecification, Collection as MongoCollection } from 'mongodb'
import type { CollectionSpec, Index } from '../../../core/ports/store.ts'
import { fieldOf } from './filter.ts'
import { keyName, type Stored } from './stored.ts'

interface Wanted {
  readonly key: IndexSpecification
  readonly options: CreateIndexesOptions & { readonly name: string }
}

/** Names of indexes that this adapter made begin with one of these; all others are the operator's own. */
const made = /^(?:by|unique): /

/** Makes the indexes of a collection where they are missing, and drops those of ours that are no longer declared. */
export async function prepareIndexes(collection: MongoCollection<Stored>, spec: CollectionSpec): Promise<void> {
  const wanted = [...spec.indexes.flatMap(wantedFor), plain(['due'], true)]
  for (const { key, options } of wanted) await collection.createIndex(key, options)
  const names = new Set(wanted.map(({ options }) => options.name))
  for (const { name } of await collection.indexes()) {
    if (name !== undefined && made.test(name) && !names.has(name)) await collection.dropIndex(name)
  }
}

/**
 * Uniqueness binds documents that have all paths. Servers differ in what a partial or a compound sparse index then
 * does (mongo-java-server ignores the partial filter), but agree on a sparse index over one field: `_store.keys.…`,
 * which only the bound documents have.
 */
function wantedFor({ paths, unique }: Index): readonly Wanted[] {
  if (unique !== true) return [plain(paths, false)]
  const name = `unique: ${paths.join()}`
  return [
    { key: { [`_store.keys.${keyName(paths)}`]: 1 }, options: { name, unique: true, sparse: true } },
    plain(paths, false),
  ]
}

const plain = (paths: readonly string[], sparse: boolean): Wanted => ({
  key: Object.fromEntries([...paths.map((path) => [fieldOf(path), 1]), ['_id', 1]]),
  options: { name: `by: ${paths.join()}`, ...(sparse ? { sparse } : {}) },
})

/** The paths of the index that the server's answer "duplicate key" names, or `id`. */
export const brokenIndex = (message: string): string => /index: unique: (\S+) dup key/.exec(message)?.[1] ?? 'id'
