import { describe, it } from 'vitest'
import { type MongoServerKind, mongoServers } from '../support/mongo-server.ts'
import { replayed } from './runner/replayed.ts'
import { mongoShelf } from './runner/shelves.ts'

/**
 * One server is enough here: where servers differ, the store's contract, which runs on each of them, has to show it.
 * The quicker one comes first.
 */
const KINDS: readonly MongoServerKind[] = ['mongo-java-server', 'secantus']
const kind = KINDS.find((each) => mongoServers().includes(each))

if (kind !== undefined)
  replayed(`MongoDB's protocol, spoken by ${kind}`, () => mongoShelf(kind), 'a new program for every act')
else {
  const missing = 'no server that speaks MongoDB’s protocol is on this machine: run .ci/mongo-servers'
  describe('conversations on MongoDB’s protocol', () => {
    if (process.env.REQUIRE_STORES === '1')
      it('have a server', () => {
        throw new Error(missing)
      })
    else it.skip(missing, () => {})
  })
}
