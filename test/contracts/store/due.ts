import { describe, expect, it } from 'vitest'
import type { Collection } from '../../../core/ports/store.ts'
import { type Place, type Thing, thing, thingsSpec } from './place.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 8, minute)).toISOString()

/** Work that waits for its time, and leases on it. */
export function dueCases(place: () => Place, things: () => Collection<Thing>): void {
  describe('due work', () => {
    it('is taken when its time has come, earliest first, up to the limit', async () => {
      const all = things()
      for (const [id, minute] of [
        ['d', 4],
        ['c', 2],
        ['a', 2],
        ['b', 1],
      ] as const) {
        await all.insert(thing(id, { n: minute }, { due: at(minute), effects: [1] }))
      }
      await all.insert(thing('never'))
      expect(await all.claimDue(at(0), at(60), 9)).toEqual([])
      const first = await all.claimDue(at(2), at(60), 2)
      expect(first).toEqual([
        thing('b', { n: 1 }, { due: at(60), effects: [1] }),
        thing('a', { n: 2 }, { due: at(60), effects: [1] }),
      ])
      expect((await all.claimDue(at(2), at(60), 9)).map(({ id }) => id)).toEqual(['c'])
      expect(await all.claimDue(at(2), at(60), 9)).toEqual([])
      expect(await all.get('b')).toEqual(first[0])
    })

    it('is taken over when its lease has run out, unless it was settled', async () => {
      const all = things()
      for (const id of ['a', 'b']) await all.insert(thing(id, {}, { due: at(1) }))
      await all.claimDue(at(1), at(10), 9)
      expect(await all.settle('a', 1)).toBe(true)
      expect(await all.claimDue(at(9), at(20), 9)).toEqual([])
      expect((await all.claimDue(at(10), at(20), 9)).map(({ id }) => id)).toEqual(['b'])
    })

    it('can still be replaced by its version while it is leased', async () => {
      const all = things()
      await all.insert(thing('a', {}, { due: at(1) }))
      await all.claimDue(at(1), at(10), 1)
      expect(await all.replace(thing('a', { n: 2 }, { version: 2, due: at(3) }))).toBe(true)
      expect(await all.settle('a', 1)).toBe(false)
      expect(await all.claimDue(at(3), at(10), 1)).toHaveLength(1)
    })

    it('goes to one of many workers', async () => {
      const spec = thingsSpec()
      const stores = Array.from({ length: 4 }, () => place().open())
      const workers = stores.map((store) => store.collection<Thing>(spec))
      await Promise.all(Array.from({ length: 120 }, (_, n) => workers[0]?.insert(thing(`t${n}`, {}, { due: at(1) }))))
      const work = async (worker: Collection<Thing>): Promise<readonly string[]> => {
        const taken: string[] = []
        for (let idle = 0; idle < 3; ) {
          const claimed = await worker.claimDue(at(1), at(10), 7)
          idle = claimed.length === 0 ? idle + 1 : 0
          taken.push(...claimed.map(({ id }) => id))
        }
        return taken
      }
      const taken = (await Promise.all([...workers, ...workers].map(work))).flat()
      expect(taken).toHaveLength(120)
      expect(new Set(taken).size).toBe(120)
      await Promise.all(stores.map((store) => store.close()))
    })
  })
}
