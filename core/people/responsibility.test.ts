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

describe('in any organisation', () => {
  it('nobody is responsible for a post that they hold, and nobody who has left is responsible', () => {
    fc.assert(
      fc.property(anyOrganisation, (organisation) => {
        for (const post of organisation.posts()) {
          const leader = organisation.responsible(post.code)
          if (leader === undefined) continue
          expect(leader.person.code).not.toBe(post.holder)
          expect(leader.person.state).toBe('active')
          expect(leader.post.holder).toBe(leader.person.code)
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
