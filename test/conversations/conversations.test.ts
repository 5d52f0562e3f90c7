import { afterAll, beforeAll, describe, it } from 'vitest'
import { type MongoServerKind, mongoServers } from '../support/mongo-server.ts'
import { fixtures } from './runner/fixture.ts'
import { replay } from './runner/replay.ts'
import { mongoShelf, type Shelf, sqliteShelf } from './runner/shelves.ts'
import { seed } from './runner/stage.ts'

/** The first of a store fills it with the sample county, which takes a server some time. */
const MINUTES = 120_000

const replayed = (
  name: string,
  open: () => Promise<Shelf>,
  ways: readonly ('one program' | 'a new program for every act')[],
): void => {
  describe(`conversations on ${name}`, () => {
    let shelf: Shelf | undefined
    beforeAll(async () => {
      shelf = await open()
      await shelf.fresh(seed)
    }, MINUTES)
    afterAll(() => shelf?.close())
    for (const way of ways) {
      describe(`with ${way}`, () => {
        for (const fixture of fixtures()) {
          it(fixture.name, { timeout: MINUTES }, async () => {
            if (shelf === undefined) throw new Error('the store was not opened')
            await replay(fixture, await shelf.fresh(seed), way !== 'one program')
          })
        }
      })
    }
  })
}

replayed('SQLite', sqliteShelf, ['one program', 'a new program for every act'])

/**
 * One server is enough here: where servers differ, the store's contract, which runs on each of them, has to show it.
 * The quicker one comes first.
 */
const KINDS: readonly MongoServerKind[] = ['mongo-java-server', 'secantus']
const kind = KINDS.find((each) => mongoServers().includes(each))
if (kind !== undefined)
  replayed(`MongoDB's protocol, spoken by ${kind}`, () => mongoShelf(kind), ['a new program for every act'])
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
