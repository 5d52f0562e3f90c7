import { describe, expect, it } from 'vitest'
import { numbersMeant } from './number.ts'

const meant = (words: string) => numbersMeant(words, 'AH', '2026-03-02')

describe('a case number that somebody writes', () => {
  it.each(['AH-2026-000012', 'ah-2026-12', 'AH2026-12', '2026-12', 'AH — 2026 — 12'.replace(/ /g, ''), 'AH-2026-12'])(
    'may be written as %s',
    (words) => expect(meant(words)).toEqual(['AH-2026-000012']),
  )

  it('is of this year where none is given, or else of the last', () => {
    expect(meant('12')).toEqual(['AH-2026-000012', 'AH-2025-000012'])
    expect(meant('AH-12')).toEqual(['AH-2026-000012', 'AH-2025-000012'])
    expect(meant(' 12 ')).toEqual(['AH-2026-000012', 'AH-2025-000012'])
  })

  it.each(['', 'lamp', '12 lamps', 'XY-2026-000012', '1234567', '路灯12'])('is not meant by %j', (words) =>
    expect(meant(words)).toEqual([]),
  )
})
