import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, groupsIn } from './groups.ts'

const SMALLEST = 5
/** Counts by stratum (lines) and township (columns). */
const cellsOf = (...lines: readonly (readonly number[])[]): Cell[] =>
  lines.flatMap((line, n) => line.map((count, m) => ({ stratum: `s${n}`, place: `p${m}`, count })))
const shown = (...lines: readonly (readonly number[])[]) => {
  const groups = groupsIn(cellsOf(...lines), SMALLEST)
  return groups === undefined ? 'nothing' : [...[...groups.strata].sort(), ...[...groups.places].sort()].join(' ')
}

/** How many answers each sum or difference of what is shown is made of, found by trying them all. */
const thinnest = (cells: readonly Cell[], strata: ReadonlySet<string>, places: ReadonlySet<string>): number => {
  const rows = [...strata, '']
  const columns = [...places, '']
  let least = Number.POSITIVE_INFINITY
  for (let side = 0; side < 2 ** (rows.length + columns.length); side++) {
    const has = (all: readonly string[], name: string, from: number) =>
      ((side >> (from + (all.includes(name) ? all.indexOf(name) : all.length - 1))) & 1) === 1
    const crossing = cells.filter(({ stratum, place }) => has(rows, stratum, 0) !== has(columns, place, rows.length))
    const count = crossing.reduce((sum, each) => sum + each.count, 0)
    if (count > 0) least = Math.min(least, count)
  }
  return least
}

describe('what may be looked at apart', () => {
  it.each([
    [
      'all of it where every group has enough',
      [
        [9, 8],
        [7, 9],
      ],
      's0 s1 p0 p1',
    ],
    [
      'nothing where all together are too few',
      [
        [1, 1],
        [1, 1],
      ],
      'nothing',
    ],
    [
      'no group that is small, nor the one beside it that would tell of it',
      [
        [9, 9],
        [1, 2],
      ],
      'p0 p1',
    ],
    [
      'not the smallest beside a small one: the two are what is left',
      [
        [9, 9],
        [8, 7],
        [1, 1],
      ],
      's0 p0 p1',
    ],
    // s0 is p0 and two more: whoever subtracts p0 from s0 knows of two what they said.
    [
      'not a township that is a stratum but for a few',
      [
        [9, 2, 0],
        [0, 9, 9],
      ],
      's0 s1 p2',
    ],
  ])('is %s', (_what, lines, groups) => expect(shown(...lines)).toBe(groups))

  it('has an answer without a stratum or place in what is left', () => {
    const cells = [...cellsOf([9, 9], [9, 9]), { stratum: '', place: 'p0', count: 2 }]
    const groups = groupsIn(cells, SMALLEST)
    expect([groups?.strata.size, groups?.places.size]).toEqual([1, 2])
  })

  it('leaves no sum and no difference of fewer, whatever the counts are', () => {
    const count = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 9 }))
    const tables = fc.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(tables, (lines) => {
        const cells = cellsOf(...lines)
        const groups = groupsIn(cells, SMALLEST)
        const all = cells.reduce((sum, each) => sum + each.count, 0)
        if (groups === undefined) expect(all).toBeLessThan(SMALLEST)
        else expect(thinnest(cells, groups.strata, groups.places)).toBeGreaterThanOrEqual(SMALLEST)
      }),
      { numRuns: 500 },
    )
  })
})
