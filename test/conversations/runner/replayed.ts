import { afterAll, beforeAll, describe, it } from 'vitest'
import { fixtures } from './fixture.ts'
import { replay } from './replay.ts'
import type { Shelf } from './shelves.ts'
import { seed } from './stage.ts'

/** The first of a store fills it with the sample county, which takes a server some time. */
const MINUTES = 120_000

/** Every conversation, on a store of its own from the shelf. */
export const replayed = (
  name: string,
  open: () => Promise<Shelf>,
  way: 'one program' | 'a new program for every act',
): void => {
  describe(`conversations on ${name}`, () => {
    let shelf: Shelf | undefined
    beforeAll(async () => {
      shelf = await open()
      await shelf.fresh(seed)
    }, MINUTES)
    afterAll(() => shelf?.close())
    describe(`with ${way}`, () => {
      for (const fixture of fixtures()) {
        it(fixture.name, { timeout: MINUTES }, async () => {
          if (shelf === undefined) throw new Error('the store was not opened')
          await replay(fixture, await shelf.fresh(seed), way !== 'one program')
        })
      }
    })
  })
}
