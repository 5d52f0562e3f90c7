import type { Collection as MongoCollection } from 'mongodb'
import type { Document } from '../../../core/ports/store.ts'
import { fromStored, type Stored } from './stored.ts'

/** After so many times of being overtaken by other workers, what was got is enough; the rest is theirs. */
const mostRounds = 5

/**
 * Takes due documents one by one, each on the condition that its `due` is still the one seen, so that of several
 * workers one gets it.
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
      .project<{ readonly _id: string; readonly due: string }>({ due: 1 })
      .toArray()
    const claims = await Promise.all(
      seen.map(({ _id, due }) =>
        collection.findOneAndUpdate({ _id, due }, { $set: { due: until } }, { returnDocument: 'after' }),
      ),
    )
    for (const claimed of claims) if (claimed !== null) taken.push(fromStored<D>(claimed))
    if (!claims.includes(null)) break
  }
  return taken
}
