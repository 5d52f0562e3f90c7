import { expect, it } from 'vitest'
import { builtInGaps } from './arrivals.ts'
import { chanceOf } from './chance.ts'
import { countyIn } from './county-in-memory.ts'
import { simulate } from './simulate.ts'
import { VirtualClock } from './virtual-clock.ts'

const SILENT = { info: () => {}, warn: () => {}, error: () => {} }

const played = async (seed: number) => {
  const clock = new VirtualClock('2024-12-31T12:00:00.000Z')
  const program = await countyIn(clock, SILENT)
  const [gaps, progress] = [builtInGaps(chanceOf(seed)), () => {}]
  return simulate(program, clock, { year: 2025, cases: 300, days: 8, seed, gaps, progress })
}

it('a year is the same again for the same seed, another for another, and leaves no case alone', {
  timeout: 240_000,
}, async () => {
  const [once, again, other] = [await played(1), await played(1), await played(2)]
  expect(again).toEqual(once)
  expect(other.digest).not.toBe(once.digest)
  for (const { cases, answered, carded, excused, neither } of [once, other]) {
    expect(cases).toBeGreaterThan(2)
    expect(answered + carded + excused).toBe(cases)
    expect(neither).toEqual([])
  }
})
