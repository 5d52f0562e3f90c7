import { describe, expect, it } from 'vitest'
import type { Collection } from '../../../core/ports/store.ts'
import { type Thing, thing } from './place.ts'

const kept = [
  '😀👩‍👩‍👧',
  '\u202eright to left',
  '\u0001\u001f\u007f',
  '"quotes" \'and\' \\back\\',
  'a\r\nb\tc',
  '{"$gt":""}',
  '𠮷野家',
  'e\u0301',
  '\ufffe\uffff',
  '',
]
const changed = [
  ['NUL', 'a\0b', 'a\ufffdb'],
  ['a lone high surrogate', 'a\ud83d', 'a\ufffd'],
  ['a lone low surrogate', '\ude00b', '\ufffdb'],
  ['surrogates in the wrong order', '\ude00\ud83d', '\ufffd\ufffd'],
] as const

/** Text that people, phones and attackers send. */
export function textCases(things: () => Collection<Thing>, ordersByUtf16: boolean): void {
  describe('unusual text', () => {
    it.each(kept)('%j is kept, as a value, a key, a tag and an id', async (text) => {
      const all = things()
      const written = thing(`id${text}`, { state: text, key: text, tags: [text], text })
      await all.insert(written)
      expect(await all.get(`id${text}`)).toEqual(written)
      for (const path of ['data.state', 'data.key']) expect(await all.count({ [path]: text })).toBe(1)
      expect(await all.count({ 'data.tags': { has: text } })).toBe(1)
      const prefix = ordersByUtf16 ? text.replace('\uffff', '') : text
      expect(await all.count({ 'data.state': { prefix } })).toBe(1)
      expect([...(await all.groupCount({}, 'data.state')).keys()]).toEqual([text])
    })

    it.each(changed)('%s becomes U+FFFD, and is found by either', async (_, text, stored) => {
      const all = things()
      await all.insert({ ...thing(`id${text}`, { state: text, key: text, tags: [text] }), effects: [{ [text]: 1 }] })
      const expected = {
        ...thing(`id${stored}`, { state: stored, key: stored, tags: [stored] }),
        effects: [{ [stored]: 1 }],
      }
      for (const asked of [text, stored]) {
        expect(await all.get(`id${asked}`)).toEqual(expected)
        expect(
          await all.count({ 'data.state': asked, 'data.key': { prefix: asked }, 'data.tags': { has: asked } }),
        ).toBe(1)
      }
      await expect(all.insert(thing(`id${text}`))).rejects.toMatchObject({ index: 'id' })
      await expect(all.insert(thing('other', { key: text }))).rejects.toMatchObject({ index: 'data.key' })
      expect(await all.settle(`id${text}`, 1)).toBe(true)
      expect(await all.delete(`id${text}`)).toBe(true)
    })

    it('is ordered by code point', async () => {
      const all = things()
      const texts = ['', 'A', 'Z', 'a', 'é', '村', ...(ordersByUtf16 ? ['😀', '\uff21'] : ['\uff21', '😀'])]
      await Promise.all(texts.map((state, n) => all.insert(thing(`${9 - n}`, { state }))))
      const { rows } = await all.page({ order: ['data.state'] })
      expect(rows.map(({ data }) => data.state)).toEqual(texts)
    })
  })
}
