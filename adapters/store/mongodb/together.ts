import { MongoBulkWriteError, type Collection as MongoCollection, MongoServerError } from 'mongodb'
import type { Stored } from './stored.ts'

type Documents = MongoCollection<Stored>

/** Inserts them, each by itself: gives the server's refusal of each, undefined where it took it. */
export async function insertTogether(
  collection: Documents,
  documents: readonly Stored[],
): Promise<readonly (MongoServerError | undefined)[]> {
  try {
    await collection.insertMany([...documents], { ordered: false })
    return documents.map(() => undefined)
  } catch (error) {
    const refusals = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : []
    // Only what stands there already is the trouble of one document alone.
    if (refusals.length === 0 || refusals.some(({ code }) => code !== DUPLICATE)) throw error
    const byPlace = new Map(refusals.map(({ index, code, errmsg = '' }) => [index, { code, message: errmsg }]))
    return documents.map((_, place) => {
      const refusal = byPlace.get(place)
      return refusal === undefined ? undefined : new MongoServerError(refusal)
    })
  }
}

const DUPLICATE = 11_000

export interface Version {
  readonly id: string
  readonly version: number
}

/** Takes their effects away, each where it is this version; gives which are. */
export async function settleTogether(collection: Documents, versions: readonly Version[]): Promise<readonly boolean[]> {
  const update = { $unset: { due: '', effects: '' } } as const
  const writes = versions.map(({ id, version }) => ({ updateOne: { filter: { _id: id, version }, update } }))
  const { matchedCount } = await collection.bulkWrite(writes, { ordered: false, writeConcern: { w: 1 } })
  if (matchedCount === versions.length) return versions.map(() => true)
  const there = await collection
    .find({ _id: { $in: versions.map(({ id }) => id) } })
    .project<{ readonly _id: string; readonly version: number }>({ version: 1 })
    .toArray()
  const now = new Map(there.map(({ _id, version }) => [_id, version]))
  return versions.map(({ id, version }) => now.get(id) === version)
}

/** Deletes them; gives which were there. */
export async function deleteTogether(collection: Documents, ids: readonly string[]): Promise<readonly boolean[]> {
  const once = [...new Set(ids)]
  const there = await collection
    .find({ _id: { $in: once } })
    .project<{ readonly _id: string }>({ _id: 1 })
    .toArray()
  const left = new Set(there.map(({ _id }) => _id))
  const writes = once.map((_id) => ({ deleteOne: { filter: { _id } } }))
  await collection.bulkWrite(writes, { ordered: false })
  // Who asks for the same twice has deleted it once.
  return ids.map((id) => left.delete(id))
}
