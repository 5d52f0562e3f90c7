import { randomUUID } from 'node:crypto'
import type { Collection as MongoCollection } from 'mongodb'
import type { Document } from '../../../core/ports/store.ts'
import { fromStored, type Stored } from './stored.ts'

/** After so many times of being overtaken by other workers, what was got is enough; the rest is theirs. */
const mostRounds = 5

/** Whose claim a document is. */
const MARK = '_store.claim'

/**
 * Takes due documents, each on the condition that it is still due, so that of several workers one gets it; what this
 * worker got bears its mark, which goes with the next write.
 */
export async function claimDue<D extends Document>(
  collection: MongoCollection<Stored>,
  now: string,
  until: string,
  limit: number,
): Promise<readonly D[]> {
  const taken: D[] = []
  for (let round = 0; round < mostRounds && taken.length < limit; round += 1) {
    const seen = await collection
      .find({ due: { $lte: now } }, { sort: { due: 1, _id: 1 }, limit: limit - taken.length })
      .project<{ readonly _id: string }>({ _id: 1 })
      .toArray()
    if (seen.length === 0) break
    const mark = randomUUID()
    const ids = { _id: { $in: seen.map(({ _id }) => _id) } }
    const { matchedCount } = await collection.updateMany(
      { ...ids, due: { $lte: now } },
      { $set: { due: until, [MARK]: mark } },
    )
    const got = await collection.find({ ...ids, [MARK]: mark }).toArray()
    const byId = new Map(got.map((stored) => [stored._id, stored]))
    for (const { _id } of seen) {
      const stored = byId.get(_id)
      if (stored !== undefined) taken.push(fromStored<D>(stored))
    }
    if (matchedCount === seen.length) break
  }
  return taken
}
