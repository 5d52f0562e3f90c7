import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { group, type ProblemLetter } from '../../core/same-problem/index.ts'

const Letter = z.strictObject({ subject: z.string(), detail: z.string(), time: z.iso.date() })
const Problem = z.strictObject({ members: z.array(Letter).min(3), not: z.array(Letter).min(2) })
const problems = z.array(Problem).parse(parse(readFileSync(new URL('problems.yaml', import.meta.url), 'utf8')))

const letters = problems.flatMap(({ members, not }, n): readonly ProblemLetter[] => [
  ...members.map((letter, k) => ({ ...letter, id: `${n} member ${k}` })),
  ...not.map((letter, k) => ({ ...letter, id: `${n} not ${k}` })),
])

describe('problems that the rule was not made for', () => {
  const groups = group(letters).map((ids) => new Set(ids))
  /** The group that holds most of a problem's letters. */
  const mainOf = (n: number) =>
    groups
      .map((ids) => ({ ids, members: [...ids].filter((id) => id.startsWith(`${n} member`)).length }))
      .toSorted((one, other) => other.members - one.members)[0] ?? { ids: new Set<string>(), members: 0 }

  // Floors below what was measured (bench/same-problem.ts), so that a loss shows.
  it('are found together', () => {
    const found = problems.map(({ members }, n) => mainOf(n).members / members.length)
    expect(found.reduce((sum, each) => sum + each, 0) / problems.length).toBeGreaterThan(0.9)
  })

  it('keep out the same matter elsewhere and other matters of the same place', () => {
    const joined = problems.flatMap((_, n) => [...mainOf(n).ids].filter((id) => id.startsWith(`${n} not`)))
    expect(joined.length).toBeLessThanOrEqual(3)
  })

  it('are never joined with each other', () => {
    for (const ids of groups) {
      const members = [...ids].filter((id) => id.includes('member'))
      expect(new Set(members.map((id) => id.split(' ')[0])).size, members.join()).toBeLessThanOrEqual(1)
    }
  })
})
