import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Collection, CollectionSpec } from '../../../core/ports/store.ts'
import { gathered } from './all-pages.ts'
import { type Child, startChild, type Task } from './child.ts'
import { type Place, type Thing, thing, thingsSpec } from './place.ts'

/** Several programs on one store, and programs that are killed. */
export function processCases(place: () => Place): void {
  describe('two programs', { timeout: 120_000 }, () => {
    const child = (spec: CollectionSpec, act: Task['act'], name: string, times = 0): Child => {
      const { target } = place()
      if (target === undefined) throw new Error('no other process can reach this store')
      return startChild({ target, spec, act, name, times })
    }

    const using = async (act: (things: Collection<Thing>, spec: CollectionSpec) => Promise<void>): Promise<void> => {
      const store = place().open()
      const spec = thingsSpec()
      await act(store.collection<Thing>(spec), spec)
      await store.close()
    }

    it('lose no insert and no replacement', () =>
      using(async (things, spec) => {
        for (const n of [0, 1, 2]) await things.insert(thing(`counter${n}`, { n: 0 }))
        const children = [
          child(spec, 'insert', 'x', 200),
          child(spec, 'insert', 'y', 200),
          child(spec, 'add', 'z', 150),
          child(spec, 'add', 'z', 150),
        ]
        expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0, 0])
        expect(await things.count({ 'data.tags': { has: 'x' } })).toBe(200)
        expect(await things.count({ 'data.tags': { has: 'y' } })).toBe(200)
        for (const n of [0, 1, 2])
          expect(await things.get(`counter${n}`)).toMatchObject({ version: 101, data: { n: 100 } })
      }))

    it('never claim the same document', () =>
      using(async (things, spec) => {
        const due = '2026-01-01T07:00:00.000Z'
        await Promise.all(Array.from({ length: 300 }, (_, n) => things.insert(thing(`t${n}`, {}, { due }))))
        const children = [child(spec, 'claim', 'x'), child(spec, 'claim', 'y'), child(spec, 'claim', 'z')]
        expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0])
        const taken = children.flatMap(({ lines }) => lines)
        expect(taken).toHaveLength(300)
        expect(new Set(taken).size).toBe(300)
      }))

    it('take over a lease whose holder was killed, when it has run out', () =>
      using(async (things, spec) => {
        await things.insert(thing('a', {}, { due: '2026-01-01T07:00:00.000Z' }))
        const holder = child(spec, 'hold', 'x')
        await holder.printed(1)
        await holder.kill9()
        expect(await things.claimDue('2026-01-01T08:59:00.000Z', '2026-01-02', 1)).toEqual([])
        expect(await things.claimDue('2026-01-01T09:00:00.000Z', '2026-01-02', 1)).toHaveLength(1)
      }))

    it.each([1, 40, 400])('a program killed after %i inserts leaves each it was told of, and none by half', (times) =>
      using(async (things, spec) => {
        await things.count({})
        const writer = child(spec, 'insert', 'x', 100_000)
        await writer.printed(times)
        await writer.kill9()
        for (const id of writer.lines) expect((await things.get(id))?.id).toBe(id)
        await untilStill(() => things.count({}))
        const kept = await gathered(things.stream({}))
        expect(kept.length).toBeGreaterThanOrEqual(writer.lines.length)
        for (const { id, data } of kept) {
          expect(data.text).toHaveLength(20_000)
          expect(await things.count({ 'data.key': id })).toBe(1)
        }
        expect(await things.count({ 'data.tags': { has: 'x' } })).toBe(kept.length)
        await things.insert(thing('after'))
      }),
    )
  })
}

/** What a killed program had sent to its server may still be written for a moment. */
async function untilStill(count: () => Promise<number>): Promise<void> {
  for (let [now, before] = [await count(), -1]; now !== before; ) {
    await setTimeout(300)
    ;[now, before] = [await count(), now]
  }
}
