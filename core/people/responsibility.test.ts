import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyOrganisation, aPerson, aPost, aUnit, organisationOf } from './testing.ts'

/** A county with a deputy in charge of the bureau's line, and the bureau with every rank. */
const county = (vacant: readonly string[] = [], more: readonly ReturnType<typeof aPost>[] = []) => {
  const posts = [
    aPost('county-head', 'county', { rank: 'head' }),
    aPost('county-deputy', 'county', { rank: 'deputy' }),
    aPost('head', 'bureau', { rank: 'head', grade: 1 }),
    aPost('deputy', 'bureau', { rank: 'deputy', grade: 1 }),
    aPost('section', 'bureau', { rank: 'section', grade: 2 }),
    aPost('clerk', 'bureau', { rank: 'staff', grade: 3 }),
    ...more,
  ]
  const held = posts.map((post) => (vacant.includes(post.code) ? post : { ...post, holder: `of-${post.code}` }))
  return organisationOf({
    units: [aUnit('county'), aUnit('bureau', { parent: 'county', line: 'county-deputy' })],
    posts: held,
    people: held.flatMap((post) => (post.holder === undefined ? [] : [aPerson(post.holder)])),
  })
}

const leads = (organisation: ReturnType<typeof county>, post: string) => organisation.responsible(post)?.post.code

describe('who is responsible for a post', () => {
  it('grade one belongs to the head of the body', () => expect(leads(county(), 'deputy')).toBe('head'))
  it('the head’s own post belongs to the leader above', () => expect(leads(county(), 'head')).toBe('county-deputy'))
  it('grade two belongs to the deputy in charge', () => expect(leads(county(), 'section')).toBe('deputy'))
  it('grade two belongs to the head where there is no deputy', () =>
    expect(leads(county(['deputy']), 'section')).toBe('head'))
  it('grade three belongs to the direct leader', () => expect(leads(county(), 'clerk')).toBe('section'))

  it('a post without a grade belongs to the direct leader', () => {
    const organisation = county([], [aPost('driver', 'bureau')])
    expect(leads(organisation, 'driver')).toBe('section')
  })

  it('vacant posts climb', () => {
    expect(leads(county(['section']), 'clerk')).toBe('deputy')
    expect(leads(county(['section', 'deputy', 'head']), 'clerk')).toBe('county-deputy')
    expect(leads(county(['county-deputy']), 'head')).toBe('county-head')
  })

  it('a deputy in charge of discipline is not in charge of the rest', () => {
    const organisation = county([], [aPost('discipline', 'bureau', { rank: 'deputy', discipline: true })])
    expect(leads(organisation, 'section')).toBe('deputy')
  })

  it('of several deputies the one that the post names is in charge, else the head', () => {
    const second = aPost('second-deputy', 'bureau', { rank: 'deputy' })
    const named = aPost('named', 'bureau', { rank: 'section', grade: 2, leader: 'second-deputy' })
    expect(leads(county([], [second, named]), 'section')).toBe('head')
    expect(leads(county([], [second, named]), 'named')).toBe('second-deputy')
  })

  it('a village clerk’s post may belong to the township', () => {
    const organisation = organisationOf({
      units: [aUnit('town'), aUnit('village', { parent: 'town' })],
      posts: [
        aPost('mayor', 'town', { rank: 'head', holder: 'sun' }),
        aPost('chief', 'village', { rank: 'head', grade: 1, holder: 'wu' }),
      ],
      people: [aPerson('sun'), aPerson('wu')],
    })
    expect(organisation.responsible('chief')?.person.code).toBe('sun')
  })

  it('nobody stands above the highest post', () => expect(county().responsible('county-head')).toBeUndefined())
})

const MARCH = { from: '2026-03-01T00:00:00.000Z', until: '2026-03-09T00:00:00.000Z' }
const AWAY = { away: [MARCH] }

describe('while the leader is away', () => {
  /** A bureau whose deputy is away, in the county of its head. */
  const without = (deputy: Partial<ReturnType<typeof aPost>>, ...people: readonly ReturnType<typeof aPerson>[]) =>
    organisationOf({
      units: [aUnit('bureau')],
      posts: [
        aPost('head', 'bureau', { rank: 'head', holder: 'sun' }),
        aPost('deputy', 'bureau', { rank: 'deputy', ...deputy }),
        aPost('section', 'bureau', { rank: 'section', grade: 2, holder: 'li' }),
      ],
      people: [aPerson('sun'), aPerson('li'), ...people],
    })

  it('the B-role answers', () => {
    const organisation = without({ holder: 'wu', standIn: 'he' }, aPerson('wu', AWAY), aPerson('he'))
    expect(organisation.responsible('section')).toMatchObject({ person: { code: 'he' }, post: { code: 'deputy' } })
    expect(organisation.responsible('section', '2026-03-09T00:00:00.000Z')?.person.code).toBe('wu')
  })

  it('whoever the absence names answers before the B-role', () => {
    const named = aPerson('wu', { away: [{ ...MARCH, standIn: 'qi' }] })
    const organisation = without({ holder: 'wu', standIn: 'he' }, named, aPerson('he'), aPerson('qi'))
    expect(organisation.responsible('section')?.person.code).toBe('qi')
    expect(organisation.unitsOf('qi')).toEqual(['bureau'])
    expect(organisation.standIn('wu')).toMatchObject({ person: { code: 'qi' }, as: 'named' })
  })

  it('a B-role who is away too leaves it to the next one up', () => {
    const organisation = without({ holder: 'wu', standIn: 'he' }, aPerson('wu', AWAY), aPerson('he', AWAY))
    expect(organisation.responsible('section')?.person.code).toBe('sun')
    expect(organisation.standIn('wu')).toMatchObject({ person: { code: 'sun' }, as: 'leader' })
  })

  it('nobody becomes their own leader by standing in', () => {
    const organisation = without({ holder: 'wu', standIn: 'li' }, aPerson('wu', AWAY))
    expect(organisation.responsible('section')?.person.code).toBe('sun')
  })

  it('the B-role of a vacant post answers', () => {
    expect(without({ standIn: 'he' }, aPerson('he')).responsible('section')?.person.code).toBe('he')
  })
})

describe('in any organisation', () => {
  it('grade one belongs to the head of the body where anybody acts as head, grade two to a deputy or the head', () => {
    fc.assert(
      fc.property(anyOrganisation, (organisation) => {
        for (const post of organisation.posts()) {
          const leader = organisation.responsible(post.code)
          const heads = organisation
            .postsOf(post.unit)
            .filter(({ rank, code, holder }) => rank === 'head' && code !== post.code && holder !== post.holder)
            .filter(({ code }) => ![undefined, post.holder].includes(organisation.acting(code)?.code))
          if (post.rank === 'head' || heads.length === 0) continue
          expect(leader?.post.unit).toBe(post.unit)
          if (post.grade === 1) expect(heads).toContain(leader?.post)
          if (post.grade === 2) expect(['head', 'deputy']).toContain(leader?.post.rank)
        }
      }),
    )
  })

  it('whoever is away is stood in for by somebody else who is there, and who then may act in their unit', () => {
    fc.assert(
      fc.property(anyOrganisation, (organisation) => {
        for (const person of organisation.people()) {
          const standing = organisation.standIn(person.code)
          expect(standing === undefined || organisation.away(person)).toBe(true)
          if (standing === undefined) continue
          expect(standing.person.code).not.toBe(person.code)
          expect(standing.person.state).toBe('active')
          expect(organisation.away(standing.person)).toBe(false)
          expect(organisation.answering(person.code)).toBe(standing.person)
        }
      }),
    )
  })

  it('nobody is responsible for a post that they hold, and nobody who has left or is away is responsible', () => {
    fc.assert(
      fc.property(anyOrganisation, (organisation) => {
        for (const post of organisation.posts()) {
          const leader = organisation.responsible(post.code)
          if (leader === undefined) continue
          expect(leader.person.code).not.toBe(post.holder)
          expect(leader.person.state).toBe('active')
          expect(organisation.away(leader.person)).toBe(false)
          expect(organisation.acting(leader.post.code)).toBe(leader.person)
        }
      }),
    )
  })

  it('a post that belongs to somebody of its own unit belongs to a higher rank there', () => {
    fc.assert(
      fc.property(anyOrganisation, (organisation) => {
        const order = ['head', 'deputy', 'section', 'staff']
        for (const post of organisation.posts()) {
          const leader = organisation.responsible(post.code)
          if (leader?.post.unit !== post.unit) continue
          expect(order.indexOf(leader.post.rank)).toBeLessThan(order.indexOf(post.rank))
          if (post.grade === 1) expect(leader.post.rank).toBe('head')
          if (post.grade === 2) expect(['head', 'deputy']).toContain(leader.post.rank)
        }
      }),
    )
  })

  it('a post is led from its own unit, from its line, or from a unit above', () => {
    fc.assert(
      fc.property(anyOrganisation, (organisation) => {
        for (const post of organisation.posts()) {
          const leader = organisation.responsible(post.code)
          if (leader === undefined) continue
          const above = [post.unit, ...organisation.ancestors(post.unit).map((unit) => unit.code)]
          const lines = above.map((unit) => organisation.unit(unit)?.line)
          expect(above.includes(leader.post.unit) || lines.includes(leader.post.code)).toBe(true)
        }
      }),
    )
  })
})
