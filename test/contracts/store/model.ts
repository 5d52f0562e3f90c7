import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Collection, DuplicateKey, type Where } from '../../../core/ports/store.ts'
import { allPages } from './all-pages.ts'
import { MemoryModel } from './memory-model.ts'
import type { Thing } from './place.ts'

type Step = (real: Collection<Thing>, model: MemoryModel) => Promise<void>

const text = fc.constantFrom('', 'a', 'ab', 'A', 'a%', 'a_', 'é', '村', '村口', '😀')
const number = fc.constantFrom(-1, 0, 1, 2.5, 10)
const instant = fc.constantFrom('2026-01', '2026-02', '2026-03', '2026-04')
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', '村')
const rarely = { requiredKeys: [] as [] }

const data = fc.record(
  {
    state: fc.option(text),
    n: number,
    flag: fc.boolean(),
    key: fc.constantFrom('k', 'l', 'm', 'n'),
    left: fc.constantFrom('k', 'l'),
    right: fc.constantFrom(1, 2, 3),
    tags: fc.array(text, { maxLength: 3 }),
  },
  rarely,
)
const more = fc.record({ due: instant, effects: fc.constant([{ id: 'e' }]) }, rarely)

const range = <T extends string | number>(bound: fc.Arbitrary<T>) =>
  fc.oneof(
    fc.record({ gte: bound }),
    fc.record({ gt: bound, lte: bound }),
    fc.record({ lt: bound }),
    fc.record({ not: bound }),
    fc.record({ in: fc.array(bound, { maxLength: 3 }) }),
    fc.record({ gte: bound, gt: bound, lte: bound, lt: bound, not: bound }, rarely),
  )

const conditions: readonly fc.Arbitrary<Where>[] = [
  fc.record({
    'data.state': fc.oneof(text, fc.constant(null), range(text), fc.record({ prefix: text }), range(number)),
  }),
  fc.record({ 'data.n': fc.oneof(number, fc.constant(null), range(number), range(text)) }),
  fc.record({ 'data.flag': fc.oneof(fc.boolean(), fc.constant(null), fc.record({ not: fc.boolean() })) }),
  fc.record({ 'data.tags': fc.record({ has: text }) }),
  fc.record({ due: fc.oneof(fc.constant(null), range(instant)) }),
  fc.record({ id: fc.oneof(id, range(id)) }),
  fc.record({ version: range(fc.constantFrom(1, 2, 3)) }),
]
/** Few at a time: of many together nearly all would find nothing. */
const where: fc.Arbitrary<Where> = fc
  .array(fc.oneof(...conditions), { maxLength: 2 })
  .map((parts) => Object.assign({}, ...parts) as Where)
const path = fc.constantFrom('id', 'due', 'version', 'data.state', 'data.n', 'data.key')
const order = fc
  .uniqueArray(path, { maxLength: 3 })
  .chain((paths) => fc.tuple(...paths.map((each) => fc.constantFrom(each, `-${each}`))))

const told = async (act: Promise<unknown>): Promise<unknown> =>
  act.catch((error: unknown) => {
    if (error instanceof DuplicateKey) return `DuplicateKey ${error.index}`
    throw error
  })

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(id, data, more).map(
      ([id, data, more]): Step =>
        async (real, model) => {
          const document = { id, version: 1, data, ...more }
          const expected = model.insert(document)
          expectSameKey(await told(real.insert(document).then(() => '')), expected)
        },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(id, data, more, fc.constantFrom(0, 1, 1, 1, 2)).map(
      ([id, data, more, ahead]): Step =>
        async (real, model) => {
          const document = { id, version: (model.get(id)?.version ?? 0) + ahead, data, ...more }
          const expected = model.replace(document)
          expectSameKey(await told(real.replace(document)), expected)
        },
    ),
  },
  fc.tuple(id, fc.constantFrom(0, 0, 1)).map(
    ([id, ahead]): Step =>
      async (real, model) => {
        const version = (model.get(id)?.version ?? 1) + ahead
        expect(await real.settle(id, version)).toBe(model.settle(id, version))
      },
  ),
  id.map(
    (id): Step =>
      async (real, model) =>
        expect(await real.delete(id)).toBe(model.delete(id)),
  ),
  id.map(
    (id): Step =>
      async (real, model) =>
        expect(await real.get(id)).toEqual(model.get(id)),
  ),
  fc.tuple(instant, instant, fc.integer({ min: 1, max: 4 })).map(
    ([now, until, limit]): Step =>
      async (real, model) => {
        const later = until > now ? until : '2027'
        expect(await real.claimDue(now, later, limit)).toEqual(model.claimDue(now, later, limit))
      },
  ),
  {
    weight: 4,
    arbitrary: fc.tuple(where, order, fc.integer({ min: 1, max: 4 })).map(
      ([where, order, limit]): Step =>
        async (real, model) => {
          const expected = model.find({ where, order })
          expect(await allPages(real, { where, order, limit })).toEqual(expected)
          expect(await real.count(where)).toBe(expected.length)
          expect(await real.versions(where)).toEqual(new Map(expected.map((each) => [each.id, each.version])))
        },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(where, fc.constantFrom('data.state', 'data.n', 'data.flag', 'version', 'due')).map(
      ([where, path]): Step =>
        async (real, model) =>
          expect(await real.groupCount(where, path)).toEqual(model.groupCount(where, path)),
    ),
  },
)

/** Where two keys are taken, stores may name either. */
function expectSameKey(real: unknown, expected: unknown): void {
  const refused = (outcome: unknown): unknown =>
    typeof outcome === 'string' && outcome.startsWith('DuplicateKey') ? 'DuplicateKey' : outcome
  expect(refused(real)).toBe(refused(expected))
}

/** Any operations in any order, against the model. */
export function modelCases(things: () => Collection<Thing>, runs: number): void {
  describe('any operations in any order', () => {
    it('have the outcomes of a plain model', { timeout: 180_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          const [real, model] = [things(), new MemoryModel()]
          for (const each of steps) await each(real, model)
          expect((await real.page({})).rows).toEqual(model.find({}))
        }),
        { numRuns: runs },
      )
    })
  })
}
