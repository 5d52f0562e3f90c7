import { describe, expect, it } from 'vitest'
import type { Collection } from '../../../core/ports/store.ts'
import { DocumentTooLarge, DuplicateKey, MAX_DOCUMENT_BYTES } from '../../../core/ports/store.ts'
import { type Thing, thing } from './place.ts'

/** Writing one document at a time. */
export function documentCases(things: () => Collection<Thing>): void {
  describe('one document', () => {
    it('is given back as it was written', async () => {
      const all = things()
      const written = thing('a', { state: 'new', n: -1.5, flag: false, tags: [] }, { due: '2026-01-01T00:00:00.000Z' })
      await all.insert(written)
      expect(await all.get('a')).toEqual(written)
      expect(await all.get('b')).toBeUndefined()
    })

    it('keeps numbers, nesting, and members with any name', async () => {
      const all = things()
      const odd = {
        1: { 'a.b': 1, $set: 2, '': 3, '~1': 4, __proto__x: 5 },
        big: 2 ** 53 - 1,
        tiny: 5e-324,
        deep: [[[{}]]],
      }
      const written = { ...thing('a'), data: { odd } as Thing['data'] }
      await all.insert(written)
      expect(await all.get('a')).toEqual(written)
      expect(await all.replace({ ...written, version: 2 })).toBe(true)
      expect((await all.page({})).rows).toEqual([{ ...written, version: 2 }])
    })

    it('leaves out undefined members, as JSON does', async () => {
      const all = things()
      const data = { state: undefined, n: Number.NaN } as unknown as Thing['data']
      await all.insert({ ...thing('a'), data })
      expect(await all.get('a')).toEqual({ id: 'a', version: 1, data: { n: null } })
    })

    it('is inserted once', async () => {
      const all = things()
      await all.insert(thing('a', { n: 1 }))
      await expect(all.insert(thing('a', { n: 2 }))).rejects.toThrow(DuplicateKey)
      await expect(all.insert(thing('a', { n: 2 }))).rejects.toMatchObject({ index: 'id' })
      expect((await all.get('a'))?.data.n).toBe(1)
    })

    it('is inserted once by many at the same time, and the others hear of it', async () => {
      const all = things()
      const tries = Array.from({ length: 20 }, (_, n) => all.insert(thing('a', { n })))
      const outcomes = await Promise.allSettled([...tries, all.insert(thing('b'))])
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
      expect(await all.count({})).toBe(2)
    })

    it('is replaced over the version before, and over no other', async () => {
      const all = things()
      await all.insert(thing('a', { n: 1 }, { due: '2026' }))
      expect(await all.replace(thing('a', { n: 2 }, { version: 2 }))).toBe(true)
      expect(await all.replace(thing('a', { n: 3 }, { version: 2 }))).toBe(false)
      expect(await all.replace(thing('a', { n: 4 }, { version: 9 }))).toBe(false)
      expect(await all.replace(thing('b', {}, { version: 2 }))).toBe(false)
      expect(await all.get('a')).toEqual(thing('a', { n: 2 }, { version: 2 }))
    })

    it('loses nothing when many replace it at once', async () => {
      const all = things()
      await all.insert(thing('a', { n: 0 }))
      const add = async (): Promise<void> => {
        for (;;) {
          const now = await all.get('a')
          if (!now) throw new Error('the document is gone')
          if (await all.replace({ ...now, version: now.version + 1, data: { n: (now.data.n ?? 0) + 1 } })) return
        }
      }
      await Promise.all(Array.from({ length: 25 }, add))
      expect(await all.get('a')).toEqual(thing('a', { n: 25 }, { version: 26 }))
    })

    it('is found by what it holds now, not by what it held before', async () => {
      const all = things()
      await all.insert(thing('a', { state: 'old', tags: ['old', 'both'] }))
      await all.replace(thing('a', { state: 'new', tags: ['new', 'both'] }, { version: 2 }))
      for (const [value, count] of [
        ['old', 0],
        ['new', 1],
      ] as const) {
        expect(await all.count({ 'data.state': value })).toBe(count)
        expect(await all.count({ 'data.tags': { has: value } })).toBe(count)
      }
      expect(await all.count({ 'data.tags': { has: 'both' } })).toBe(1)
    })

    it('is settled while its version stands, and keeps that version', async () => {
      const all = things()
      await all.insert(thing('a', { n: 1 }, { due: '2026', effects: [{ id: 'e' }] }))
      expect(await all.settle('a', 2)).toBe(false)
      expect((await all.get('a'))?.effects).toHaveLength(1)
      expect(await all.settle('a', 1)).toBe(true)
      expect(await all.get('a')).toEqual(thing('a', { n: 1 }))
      expect(await all.settle('a', 1)).toBe(true)
      expect(await all.settle('none', 1)).toBe(false)
    })

    it('is deleted once', async () => {
      const all = things()
      await all.insert(thing('a', { key: 'k', tags: ['x'] }))
      expect(await all.delete('a')).toBe(true)
      expect(await all.delete('a')).toBe(false)
      expect(await all.get('a')).toBeUndefined()
      await all.insert(thing('b', { key: 'k' }))
      expect(await all.count({ 'data.tags': { has: 'x' } })).toBe(0)
    })

    it('is refused when it is too large, and nothing is written', async () => {
      const all = things()
      const text = (bytes: number): string => 'é'.repeat(bytes / 2)
      await all.insert(thing('a', { text: text(MAX_DOCUMENT_BYTES - 200) }))
      await expect(all.insert(thing('b', { text: text(4 * 1024 * 1024) }))).rejects.toThrow(DocumentTooLarge)
      const larger = thing('a', { text: text(MAX_DOCUMENT_BYTES) }, { version: 2 })
      await expect(all.replace(larger)).rejects.toThrow(DocumentTooLarge)
      expect(await all.count({})).toBe(1)
      expect(await all.get('a')).toMatchObject({ version: 1, data: { text: text(MAX_DOCUMENT_BYTES - 200) } })
    })
  })
}
