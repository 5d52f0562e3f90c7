import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrivals, builtInGaps } from './arrivals.ts'
import { chanceOf } from './chance.ts'

const YEAR = ['2024-12-31T16:00:00.000Z', '2025-12-31T16:00:00.000Z'] as const

describe('letters of a year', () => {
  it('are as many as wanted, in order, within the year, and the same again for the same seed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(),
        fc.array(fc.nat(), { minLength: 1 }),
        (count, seed, gaps) => {
          const made = arrivals(gaps, chanceOf(seed), count, YEAR)
          expect(made).toHaveLength(count)
          expect([...made].sort()).toEqual(made)
          expect(made.every((at) => YEAR[0] <= at && at < YEAR[1])).toBe(true)
          expect(arrivals(gaps, chanceOf(seed), count, YEAR)).toEqual(made)
        },
      ),
    )
  })

  it('come at other times with another seed', () => {
    const of = (seed: number) => arrivals(builtInGaps(chanceOf(seed)), chanceOf(seed), 50, YEAR)
    expect(of(1)).not.toEqual(of(2))
  })
})
