import type { Collection as MongoCollection } from 'mongodb'
import { scalarAt } from '../common/path.ts'
import { allOf } from './filter.ts'
import { keyField, keyOf, type Stored } from './stored.ts'

/**
 * Gives the documents that were written before a unique key was declared their value under it. Done before the index
 * is made, so that a start that was broken off is seen by the missing index and done again.
 */
export async function bindOlderDocuments(collection: MongoCollection<Stored>, paths: readonly string[]): Promise<void> {
  const field = keyField(paths)
  const unbound = allOf([{ [field]: { $exists: false } }, ...paths.map((path) => ({ [path]: { $ne: null } }))])
  for await (const document of collection.find(unbound, { projection: Object.fromEntries(paths.map((p) => [p, 1])) })) {
    const key = keyOf(document, paths)
    const asRead = Object.fromEntries(paths.map((path) => [path, scalarAt(document, path)]))
    if (key !== undefined) await collection.updateOne({ _id: document._id, ...asRead }, { $set: { [field]: key } })
  }
}
