import { describe, expect, it } from 'vitest'
import type { Collection } from '../../../core/ports/store.ts'
import { DuplicateKey } from '../../../core/ports/store.ts'
import { type Thing, thing } from './place.ts'

/** Keys that only one document may have. */
export function uniqueKeyCases(things: () => Collection<Thing>): void {
  describe('a unique key', () => {
    it('refuses a second document, by the paths of its index', async () => {
      const all = things()
      await all.insert(thing('a', { key: 'k', left: 'l', right: 1 }))
      const same = all.insert(thing('b', { key: 'k' }))
      await expect(same).rejects.toThrow(DuplicateKey)
      await expect(same).rejects.toMatchObject({ index: 'data.key' })
      const pair = all.insert(thing('b', { left: 'l', right: 1 }))
      await expect(pair).rejects.toMatchObject({ name: 'DuplicateKey', index: 'data.left,data.right' })
      expect(await all.count({})).toBe(1)
    })

    it('refuses a replacement that takes it, and leaves the document as it was', async () => {
      const all = things()
      await all.insert(thing('a', { key: 'k' }))
      await all.insert(thing('b', { n: 1 }))
      await expect(all.replace(thing('b', { key: 'k' }, { version: 2 }))).rejects.toThrow(DuplicateKey)
      expect(await all.get('b')).toEqual(thing('b', { n: 1 }))
    })

    it('binds only documents that have all its paths', async () => {
      const all = things()
      const none = null as unknown as string
      for (const [place, data] of [{}, {}, { key: none }, { key: none }, { left: 'l' }, { left: 'l' }].entries()) {
        await all.insert(thing(`a${place}`, data))
      }
      await all.insert(thing('b', { left: 'l', right: 1 }))
      await all.insert(thing('c', { left: 'l', right: 2 }))
      await expect(all.insert(thing('d', { left: 'l', right: 2 }))).rejects.toThrow(DuplicateKey)
      expect(await all.count({})).toBe(8)
    })

    it('is free again after a change', async () => {
      const all = things()
      await all.insert(thing('a', { key: 'k' }))
      await all.replace(thing('a', { key: 'other' }, { version: 2 }))
      await all.insert(thing('b', { key: 'k' }))
      expect((await all.page({ where: { 'data.key': 'k' } })).rows.map(({ id }) => id)).toEqual(['b'])
    })

    it('goes to one of many who ask at once, and the rest write nothing', async () => {
      const all = things()
      const tries = Array.from({ length: 20 }, (_, n) => all.insert(thing(`a${n}`, { key: 'k', tags: ['t'] })))
      const others = Array.from({ length: 5 }, (_, n) => all.insert(thing(`b${n}`)))
      const outcomes = await Promise.allSettled(tries)
      await Promise.all(others)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await all.count({ 'data.tags': { has: 't' } })).toBe(1)
      expect(await all.count({})).toBe(6)
    })
  })
}
