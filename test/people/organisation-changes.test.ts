import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Changed, membersAfter, membersOf } from '../../core/people/members.ts'
import { aPerson, aPost, aUnit } from '../../core/people/testing.ts'

const codes = (letter: string, most: number) => fc.nat({ max: most }).map((n) => `${letter}${n}`)
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })

const anyUnit = fc
  .record({
    code: codes('u', 9),
    name: fc.constantFrom('教育局', '水务局', '路'),
    parent: maybe(codes('u', 9)),
    place: maybe(codes('v', 3)),
  })
  .map(({ code, parent, place, name }) =>
    aUnit(code, { name, ...(parent === undefined ? {} : { parent }), ...(place === undefined ? {} : { place }) }),
  )
const anyPost = fc
  .record({ code: codes('p', 15), unit: codes('u', 9), holder: maybe(codes('h', 9)), standIn: maybe(codes('h', 9)) })
  .map(({ code, unit, holder, standIn }) =>
    aPost(code, unit, { ...(holder === undefined ? {} : { holder }), ...(standIn === undefined ? {} : { standIn }) }),
  )
const anyPerson = fc
  .record({
    code: codes('h', 9),
    name: fc.constantFrom('周明', '吴芳', '郑强'),
    left: fc.boolean(),
    standIn: maybe(codes('h', 9)),
  })
  .map(({ code, name, left, standIn }) =>
    aPerson(code, {
      ...{ name, state: left ? ('left' as const) : ('active' as const) },
      ...(standIn === undefined
        ? {}
        : { away: [{ from: '2026-03-01T00:00:00.000Z', until: '2026-03-09T00:00:00.000Z', standIn }] }),
    }),
  )
const anyAccount = fc
  .record({ id: codes('a', 9), person: codes('h', 9), state: fc.constantFrom('bound' as const, 'unbound' as const) })
  .map(({ id, ...data }) => ({
    ...{ id, version: 1, history: [] },
    data: { ...data, channel: 'test', boundAt: '2026-03-01T00:00:00.000Z', invitation: 'i' },
  }))

const anyChange: fc.Arbitrary<Required<Changed>> = fc.record({
  units: fc.uniqueArray(anyUnit, { selector: ({ code }) => code, maxLength: 4 }),
  posts: fc.uniqueArray(anyPost, { selector: ({ code }) => code, maxLength: 4 }),
  people: fc.uniqueArray(anyPerson, { selector: ({ code }) => code, maxLength: 4 }),
  accounts: fc.uniqueArray(anyAccount, { selector: ({ id }) => id, maxLength: 4 }),
})

/** All records as a store keeps and gives them: one of each code, in order. */
class Kept {
  private readonly kinds = new Map<string, Map<string, unknown>>()

  put<T>(kind: string, all: readonly T[], idOf: (each: T) => string): readonly T[] {
    const kept = (this.kinds.get(kind) ?? new Map()) as Map<string, T> // of one kind are records of one type
    this.kinds.set(kind, kept)
    for (const each of all) kept.set(idOf(each), each)
    return [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each)
  }
}

const SENTENCE = '教育局的周明和水务局的吴芳说路不归他们管'

/** Everything that can be asked, in the order in which it is answered. */
const all = (members: ReturnType<typeof membersOf>) => {
  const { unitNames, personNames, chats, ...maps } = members
  return {
    ...Object.fromEntries(Object.entries(maps).map(([name, map]) => [name, [...map]])),
    chats: [...chats].sort(),
    named: [unitNames.namedIn(SENTENCE), personNames.namedIn(SENTENCE)],
    found: ['教育', '水务局', '周明', '郑'].map((name) => [unitNames.find(name, 9), personNames.find(name, 9)]),
  }
}

it('an organisation that was brought up by what changed equals one that is read anew', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { minLength: 1, maxLength: 8 }), (changes) => {
      const kept = new Kept()
      let members = membersOf([], [], [], [])
      for (const { units, posts, people, accounts } of changes) {
        members = membersAfter(members, { units, posts, people, accounts })
        const anew = membersOf(
          kept.put('units', units, ({ code }) => code),
          kept.put('posts', posts, ({ code }) => code),
          kept.put('people', people, ({ code }) => code),
          kept.put('accounts', accounts, ({ id }) => id),
        )
        expect(all(members)).toEqual(all(anew))
      }
    }),
  )
})
