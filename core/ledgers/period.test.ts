import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../calendar/index.ts'
import { before, periodNamed } from './period.ts'

describe('a period', () => {
  it.each([
    ['2025', '2025-01-01', '2025-12-31'],
    ['2025-Q1', '2025-01-01', '2025-03-31'],
    ['2024-Q4', '2024-10-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-12', '2025-12-01', '2025-12-31'],
  ])('%s', (name, from, to) => expect(periodNamed(name)).toEqual({ name, from, to }))

  it.each(['25', '2025-13', '2025-Q5', '2025-1', '', 'last year'])('"%s" is none', (name) =>
    expect(() => periodNamed(name)).toThrow(),
  )

  it('begins on the day after the one before it ended', () => {
    const any = fc
      .tuple(fc.integer({ min: 2000, max: 2100 }), fc.constantFrom('', '-Q1', '-Q2', '-Q3', '-Q4', '-01', '-02', '-12'))
      .map(([year, rest]) => periodNamed(`${year}${rest}`))
    fc.assert(
      fc.property(any, (period) => {
        expect(addDays(before(period).to, 1)).toBe(period.from)
      }),
    )
  })
})
