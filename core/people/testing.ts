import fc from 'fast-check'
import { membersOf } from './members.ts'
import { Organisation } from './organisation.ts'
import type { Person } from './person.ts'
import { type Place, placeIndexOf } from './places.ts'
import { type Post, RANKS } from './post.ts'
import { LEVELS, type Unit } from './unit.ts'

/** Makers of units, posts and people for tests: what a test doesn't name is unremarkable. */
export const aUnit = (code: string, more: Partial<Unit> = {}): Unit => ({
  ...{ code, name: code, aliases: [], level: 'county' as const, kind: 'department' as const },
  ...more,
})

export const aPost = (code: string, unit: string, more: Partial<Post> = {}): Post => ({
  ...{ code, unit, title: code, rank: 'staff' as const },
  ...more,
})

export const aPerson = (code: string, more: Partial<Person> = {}): Person => ({
  ...{ code, name: code, roles: [], language: 'zh-CN' as const, state: 'active' as const },
  ...more,
})

export const NOW = '2026-03-02T01:00:00.000Z'

interface Parts {
  readonly units?: readonly Unit[]
  readonly posts?: readonly Post[]
  readonly people?: readonly Person[]
  readonly places?: readonly Place[]
}

export const organisationOf = ({ units = [], posts = [], people = [], places = [] }: Parts, now = NOW): Organisation =>
  new Organisation(membersOf(units, posts, people), placeIndexOf(places), now)

/** Any organisation that an import could have made: a forest of units, posts of all ranks, some vacant, some away. */
export const anyOrganisation: fc.Arbitrary<Organisation> = fc
  .record({ units: fc.integer({ min: 1, max: 12 }), people: fc.integer({ min: 0, max: 15 }) })
  .chain(({ units, people }) =>
    fc.record({
      units: fc.tuple(...Array.from({ length: units }, (_, n) => anyUnit(n))),
      people: fc.tuple(...Array.from({ length: people }, (_, n) => anyPerson(n, people))),
      posts: fc.array(anyPost(units, people), { maxLength: 40 }),
    }),
  )
  .map(({ units, people, posts }) => {
    const numbered = posts.map((post, n) => ({ ...post, code: `p${n}` }))
    const lines = units.map((unit, n) => {
      const line = numbered[n * 3]?.code
      return line === undefined ? unit : { ...unit, line }
    })
    return organisationOf({ units: lines, posts: numbered, people })
  })

/** A unit's parent is always one with a smaller number, so that there is no circle. */
const anyUnit = (n: number): fc.Arbitrary<Unit> =>
  fc
    .record({ parent: fc.option(fc.nat({ max: Math.max(0, n - 1) })), level: fc.constantFrom(...LEVELS) })
    .map(({ parent, level }) =>
      aUnit(`u${n}`, { level, ...(parent === null || n === 0 ? {} : { parent: `u${parent}` }) }),
    )

const named = (standIn: number | null) => (standIn === null ? {} : { standIn: `h${standIn}` })

const anyPerson = (n: number, people: number): fc.Arbitrary<Person> =>
  fc
    .record({ left: fc.boolean(), away: fc.boolean(), standIn: fc.option(fc.nat({ max: people })) })
    .map(({ left, away, standIn }) =>
      aPerson(`h${n}`, {
        state: left ? 'left' : 'active',
        ...(away
          ? { away: [{ from: '2026-03-01T00:00:00.000Z', until: '2026-03-09T00:00:00.000Z', ...named(standIn) }] }
          : {}),
      }),
    )

const anyPost = (units: number, people: number): fc.Arbitrary<Post> => {
  const somebody = fc.option(fc.nat({ max: people }))
  return fc
    .record({
      unit: fc.nat({ max: units - 1 }),
      rank: fc.constantFrom(...RANKS),
      grade: fc.constantFrom(undefined, 1 as const, 2 as const, 3 as const),
      holder: somebody,
      standIn: somebody,
      reception: fc.boolean(),
      discipline: fc.boolean(),
    })
    .map(({ unit, rank, grade, holder, standIn, reception, discipline }) =>
      aPost('', `u${unit}`, {
        ...{ rank, reception, discipline },
        ...(grade === undefined ? {} : { grade }),
        ...(holder === null ? {} : { holder: `h${holder}` }),
        ...(standIn === null ? {} : { standIn: `h${standIn}` }),
      }),
    )
}
