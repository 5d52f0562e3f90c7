import type { CreateIndexesOptions, IndexSpecification, Collection as MongoCollection } from 'mongodb'
import type { CollectionSpec, Index } from '../../../core/ports/store.ts'
import { bindOlderDocuments } from './bind-older-documents.ts'
import { fieldOf } from './filter.ts'
import { keyField, type Stored } from './stored.ts'

interface Wanted {
  readonly name: string
  readonly key: IndexSpecification
  readonly options: CreateIndexesOptions
  /** The paths of a unique key, which documents written before it was declared still have to be bound to. */
  readonly binds?: readonly string[]
}

/** Names of indexes that this adapter made begin with one of these; all others are the operator's own. */
const made = /^(?:by|unique): /

/** Makes the indexes of a collection where they are missing, and drops those of ours that are no longer declared. */
export async function prepareIndexes(collection: MongoCollection<Stored>, spec: CollectionSpec): Promise<void> {
  const wanted = [...spec.indexes.flatMap(wantedFor), plain(['due'], true)]
  const present = await indexNames(collection)
  for (const { name, key, options, binds } of wanted) {
    if (present.has(name)) continue
    if (binds && present.size > 0) await bindOlderDocuments(collection, binds)
    await collection.createIndex(key, { name, ...options })
  }
  const names = new Set(wanted.map(({ name }) => name))
  for (const name of present) if (made.test(name) && !names.has(name)) await collection.dropIndex(name)
}

/** None where the collection is not there yet, which some servers say by an error and some by an empty list. */
async function indexNames(collection: MongoCollection<Stored>): Promise<ReadonlySet<string>> {
  const there = await collection.listIndexes().toArray().catch(noneWithoutCollection)
  return new Set(there.map((index) => String(index.name)))
}

function noneWithoutCollection(error: unknown): readonly { readonly name: string }[] {
  const namespaceNotFound = 26
  if (error instanceof Error && 'code' in error && error.code === namespaceNotFound) return []
  throw error
}

/**
 * Uniqueness binds documents that have all paths. Servers differ in what a partial or a compound sparse index then
 * does (mongo-java-server ignores the partial filter), but agree on a sparse index over one field: `_store.keys.…`,
 * which only the bound documents have.
 */
function wantedFor({ paths, unique }: Index): readonly Wanted[] {
  if (unique !== true) return [plain(paths, false)]
  const options = { unique: true, sparse: true }
  return [
    { name: `unique: ${paths.join()}`, key: { [keyField(paths)]: 1 }, options, binds: paths },
    plain(paths, false),
  ]
}

const plain = (paths: readonly string[], sparse: boolean): Wanted => ({
  name: `by: ${paths.join()}`,
  key: Object.fromEntries([...paths.map((path) => [fieldOf(path), 1]), ['_id', 1]]),
  options: sparse ? { sparse } : {},
})

/** The paths of the index that the server's answer "duplicate key" names, or `id`. */
export const brokenIndex = (message: string): string => /index: unique: (\S+) dup key/.exec(message)?.[1] ?? 'id'
