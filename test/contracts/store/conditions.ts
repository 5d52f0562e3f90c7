import { describe, expect, it } from 'vitest'
import type { Collection, Where } from '../../../core/ports/store.ts'
import { type Thing, thing } from './place.ts'

const states = ['a%b', 'a_b', 'aXb', 'a', 'A', '', '村口', '村口路灯', '😀', '\ud7ff', '\u{10ffff}x'] as const

const cases: readonly (readonly [what: string, where: Where, ids: readonly string[]])[] = [
  ['all', {}, ['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9', 's10', 'n0', 'n1', 'n2', 'null', 'none']],
  ['a text', { 'data.state': 'a' }, ['s3']],
  ['empty text', { 'data.state': '' }, ['s5']],
  ['a number', { 'data.n': 1 }, ['n1']],
  ['true', { 'data.flag': true }, ['n1']],
  ['false', { 'data.flag': false }, ['n0', 'n2']],
  ['lacking', { 'data.state': null, 'data.n': null }, ['null', 'none']],
  ['one of', { 'data.state': { in: ['a', '😀', 'nowhere'] } }, ['s3', 's8']],
  ['one of numbers', { 'data.n': { in: [0, 2] } }, ['n0', 'n2']],
  [
    'one of many',
    { 'data.state': { in: [...states, ...Array.from({ length: 50 }, (_, n) => `x${n}`)] } },
    states.map((_, n) => `s${n}`),
  ],
  ['one of none', { 'data.state': { in: [] } }, []],
  ['one of both booleans', { 'data.flag': { in: [true, false] } }, ['n0', 'n1', 'n2']],
  ['from', { 'data.n': { gte: 1 } }, ['n1', 'n2']],
  ['above', { 'data.n': { gt: 1 } }, ['n2']],
  ['to', { 'data.n': { lte: 1 } }, ['n0', 'n1']],
  ['below', { 'data.n': { lt: 1 } }, ['n0']],
  ['between', { 'data.n': { gt: 0, lt: 2 } }, ['n1']],
  ['texts between', { 'data.state': { gte: 'a', lt: 'b' } }, ['s0', 's1', 's2', 's3']],
  ['numbers do not meet a range of texts', { 'data.n': { lte: 'z' } }, []],
  ['texts do not meet a range of numbers', { 'data.state': { gte: 0 } }, []],
  ['prefix', { 'data.state': { prefix: '村口' } }, ['s6', 's7']],
  ['prefix with %', { 'data.state': { prefix: 'a%' } }, ['s0']],
  ['prefix with _', { 'data.state': { prefix: 'a_' } }, ['s1']],
  ['prefix by case', { 'data.state': { prefix: 'A' } }, ['s4']],
  ['empty prefix', { 'data.state': { prefix: '' } }, states.map((_, n) => `s${n}`)],
  ['prefix at the end of a plane', { 'data.state': { prefix: '\ud7ff' } }, ['s9']],
  ['prefix at the end of Unicode', { 'data.state': { prefix: '\u{10ffff}' } }, ['s10']],
  ['prefix emoji', { 'data.state': { prefix: '😀' } }, ['s8']],
  [
    'not',
    { 'data.state': { not: 'a' }, 'data.n': null },
    ['s0', 's1', 's2', 's4', 's5', 's6', 's7', 's8', 's9', 's10', 'null', 'none'],
  ],
  ['not true, which those that lack it meet', { 'data.flag': { not: true }, 'data.n': { gte: 0 } }, ['n0', 'n2']],
  ['has', { 'data.tags': { has: 'x' } }, ['n0', 'n1']],
  ['has with a dot', { 'data.tags': { has: 'x.y' } }, ['n1']],
  ['has nothing such', { 'data.tags': { has: 'z' } }, []],
  ['two members of one', { 'data.state': { gte: 'a', not: 'aXb', lt: 'b', prefix: 'a' } }, ['s0', 's1', 's3']],
  ['two paths', { 'data.tags': { has: 'x' }, 'data.n': { gte: 1 } }, ['n1']],
  ['by id', { id: { in: ['n0', 's1'] } }, ['n0', 's1']],
  ['ids by prefix', { id: { prefix: 'n' } }, ['n0', 'n1', 'n2', 'null', 'none']],
  ['by due', { due: { lte: '2026-02' } }, ['n0']],
  ['without due', { due: null, 'data.n': { gte: 0 } }, ['n1']],
  ['by version', { version: { gte: 2 } }, ['n2']],
]

/** What `where` may ask. */
export function conditionCases(things: () => Promise<Collection<Thing>>, ordersByUtf16: boolean): void {
  const kept = cases.filter(([what]) => !(ordersByUtf16 && what === 'prefix at the end of a plane'))
  describe('a condition', () => {
    it.each(kept)('%s', async (_, where, ids) => {
      const all = await things()
      const { rows } = await all.page({ where })
      expect(rows.map(({ id }) => id).sort()).toEqual([...ids].sort())
      expect(await all.count(where)).toBe(ids.length)
    })

    it('counts by value', async () => {
      const all = await things()
      expect(await all.groupCount({}, 'data.n')).toEqual(
        new Map([
          [0, 1],
          [1, 1],
          [2, 1],
        ]),
      )
      expect(await all.groupCount({}, 'data.flag')).toEqual(
        new Map([
          [false, 2],
          [true, 1],
        ]),
      )
      expect(await all.groupCount({ 'data.state': { prefix: '村' } }, 'data.state')).toEqual(
        new Map([
          ['村口', 1],
          ['村口路灯', 1],
        ]),
      )
      expect(await all.groupCount({ 'data.n': 9 }, 'data.n')).toEqual(new Map())
      expect((await all.groupCount({}, 'version')).get(1)).toBe(conditionThings.length - 1)
    })

    it('takes only plain paths', async () => {
      const all = await things()
      for (const path of ["data.'", 'a..b', '$where', '']) {
        await expect(all.page({ where: { [path]: 1 } })).rejects.toThrow(TypeError)
        await expect(all.page({ order: [path] })).rejects.toThrow(TypeError)
      }
    })
  })
}

/** The documents that the cases are asked of. */
export const conditionThings: readonly Thing[] = [
  ...states.map((state, n) => thing(`s${n}`, { state })),
  thing('n0', { n: 0, flag: false, tags: ['x', 'y'] }, { due: '2026-01-01' }),
  thing('n1', { n: 1, flag: true, tags: ['x', 'x.y', 'x'] }),
  thing('n2', { n: 2, flag: false, tags: [] }, { due: '2026-03-01', version: 2 }),
  thing('null', { state: null }),
  thing('none'),
]
