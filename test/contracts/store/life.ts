import { describe, expect, it } from 'vitest'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import { type Place, type Thing, thing, thingsSpec } from './place.ts'

/** Opening, closing, and changing what is indexed. */
export function lifeCases(place: () => Place): void {
  describe('a store', () => {
    it('opens twice over, and finds what was there', async () => {
      const spec = thingsSpec()
      for (const id of ['a', 'b']) {
        const store = place().open()
        await store.open([spec])
        await store.collection<Thing>(spec).insert(thing(id))
        await store.close()
      }
      const store = place().open()
      expect(await store.collection<Thing>(spec).count({})).toBe(2)
      await store.close()
    })

    it('gives the same collection for the same name', async () => {
      const [store, spec] = [place().open(), thingsSpec()]
      expect(store.collection(spec)).toBe(store.collection({ ...spec }))
      await store.close()
    })

    it('finishes what it was given before it closes, and takes nothing afterwards', async () => {
      const [store, spec] = [place().open(), thingsSpec()]
      const things = store.collection<Thing>(spec)
      await things.insert(thing('a'))
      const last = Promise.all([things.insert(thing('b')), things.insert(thing('c'))])
      await Promise.all([last, store.close()])
      await expect(things.insert(thing('d'))).rejects.toThrow(StoreUnavailable)
      await expect(things.get('a')).rejects.toThrow(StoreUnavailable)
      const again = place().open()
      expect(await again.collection<Thing>(spec).count({})).toBe(3)
      await again.close()
    })

    it('takes up an index declared later over documents that were there before, and drops one no longer declared', async () => {
      const spec = thingsSpec()
      const first = place().open()
      await first
        .collection<Thing>({ name: spec.name, indexes: [{ paths: ['data.left'], unique: true }] })
        .insert(thing('a', { left: 'l', state: 's', key: 'k', tags: ['x', 'y'] }))
      await first.close()
      const second = place().open()
      const things = second.collection<Thing>(spec)
      expect(await things.count({ 'data.tags': { has: 'y' }, 'data.state': 's' })).toBe(1)
      await things.insert(thing('b', { left: 'l' }))
      await expect(things.insert(thing('c', { key: 'k' }))).rejects.toMatchObject({ index: 'data.key' })
      await second.close()
    })
  })
}
