import { describe, expect, it } from 'vitest'
import type { Collection } from '../../../core/ports/store.ts'
import { allPages, gathered } from './all-pages.ts'
import { settledHeapBytes } from './heap.ts'
import { type Place, type Thing, thing, thingsSpec } from './place.ts'

const heapGrowthBytes = 24 * 1024 * 1024

/** Reading in order, page by page. */
export function pagingCases(place: () => Place, things: () => Collection<Thing>, rows: number): void {
  describe('an order', () => {
    const mixed: readonly Thing[] = Array.from({ length: 40 }, (_, n) =>
      thing(`t${String((n * 7) % 40).padStart(2, '0')}`, {
        ...(n % 4 === 0 ? {} : { state: `s${n % 3}` }),
        ...(n % 5 === 0 ? {} : { n: n % 6 }),
      }),
    )
    const ids = (found: readonly Thing[]): readonly string[] => found.map(({ id }) => id)

    it.each([
      [[]],
      [['-id']],
      [['data.n']],
      [['-data.n']],
      [['data.state', 'data.n']],
      [['-data.state', 'data.n']],
      [['data.state', '-data.n']],
      [['-data.state', '-data.n', '-id']],
      [['due']],
      [['-due', 'data.n']],
    ])('%j gives each document once, whatever the size of the page', async (order) => {
      const all = things()
      await Promise.all(mixed.map((each) => all.insert(each)))
      const whole = (await all.page({ order })).rows
      expect(whole).toHaveLength(40)
      expect(whole).toEqual([...whole].sort(comparing(order)))
      for (const limit of [1, 3, 39, 40, 41]) expect(ids(await allPages(all, { order, limit }))).toEqual(ids(whole))
      expect(ids(await gathered(all.stream({ order })))).toEqual(ids(whole))
      expect(ids(await gathered(all.stream({ order, limit: 7 })))).toEqual(ids(whole).slice(0, 7))
    })

    it('ends without a further page', async () => {
      const all = things()
      for (const id of ['a', 'b']) await all.insert(thing(id))
      expect(await all.page({ limit: 2 })).not.toHaveProperty('next')
      expect(await all.page({ where: { id: 'z' } })).toEqual({ rows: [] })
    })

    it('goes on after a document that is gone', async () => {
      const all = things()
      for (const id of ['a', 'b', 'c']) await all.insert(thing(id, { n: 1 }))
      const { next } = await all.page({ order: ['data.n'], limit: 2 })
      await all.delete('b')
      expect(ids((await all.page({ order: ['data.n'], after: next ?? '' })).rows)).toEqual(['c'])
    })

    it('refuses the cursor of another query, and no cursor at all', async () => {
      const all = things()
      for (const id of ['a', 'b']) await all.insert(thing(id, { n: 1 }))
      const { next = '' } = await all.page({ limit: 1 })
      await expect(all.page({ order: ['data.n'], after: next })).rejects.toThrow(TypeError)
      await expect(all.page({ after: 'nonsense' })).rejects.toThrow(TypeError)
    })
  })

  describe(`${rows} rows`, () => {
    it('are streamed and paged in flat memory while others write', { timeout: 240_000 }, async () => {
      const spec = { ...thingsSpec(), indexes: [{ paths: ['data.n'] }] }
      const store = place().open()
      const text = 'x'.repeat(1_000)
      for (let from = 0; from < rows; from += 5_000) {
        await place().seed(
          spec,
          Array.from({ length: 5_000 }, (_, n) =>
            thing(`t${String(from + n).padStart(6, '0')}`, { n: (from + n) % 10, text }),
          ),
        )
      }
      const all = store.collection<Thing>(spec)
      // What a store makes at the first question of its kind, and keeps, is no part of the reading.
      await all.page({ order: ['data.n'], limit: 1 })
      const before = settledHeapBytes()
      let [seen, previous, most] = [0, '', 0]
      for await (const { id, data } of all.stream({ order: ['data.n'] })) {
        const standing = `${data.n}${id}`
        if (standing <= previous) throw new Error(`${standing} after ${previous}`)
        previous = standing
        seen += 1
        if (seen % (rows / 5) === 0) {
          await all.insert(thing(`a${seen}`, { n: 0 }))
          most = Math.max(most, settledHeapBytes() - before)
        }
      }
      expect(seen).toBe(rows)
      expect(most).toBeLessThan(heapGrowthBytes)

      let [paged, after] = [0, undefined as string | undefined]
      do {
        const page = await all.page({ where: { 'data.n': { gte: 5 } }, limit: 5_000, ...(after ? { after } : {}) })
        paged += page.rows.length
        after = page.next
      } while (after !== undefined)
      expect(paged).toBe(rows / 2)
      expect(settledHeapBytes() - before).toBeLessThan(heapGrowthBytes)
      expect(await all.count({ 'data.n': 3 })).toBe(rows / 10)
      await store.close()
    })
  })
}

/** The order of the port, said once more and plainly: missing first, ties by id. */
const comparing =
  (order: readonly string[]) =>
  (one: Thing, other: Thing): number => {
    for (const path of [...order, 'id']) {
      const [a, b] = [one, other].map((each) => shownAt(each, path.replace('-', '')))
      if (a === b) continue
      const less = a === undefined || (b !== undefined && a < b) ? -1 : 1
      return path.startsWith('-') ? -less : less
    }
    return 0
  }

function shownAt({ id, due, data }: Thing, path: string): string | number | undefined {
  return { id, due, 'data.n': data.n, 'data.state': data.state ?? undefined }[path]
}
