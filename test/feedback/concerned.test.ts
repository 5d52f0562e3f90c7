import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alike } from '../../core/feedback/alike.ts'
import type { CaseData } from '../../core/feedback/case.ts'
import { find, queue } from '../../core/feedback/lists.ts'
import { read } from '../../core/feedback/queries.ts'
import type { Actor, Role } from '../../core/kernel/actor.ts'
import type { Stored } from '../../core/kernel/record.ts'
import type { Organisation } from '../../core/people/index.ts'
import { anyOrganisation, aPost } from '../../core/people/testing.ts'
import { type Act, anyAct, perform, performByAny, reporterOf } from './acts.ts'
import { County, type Members } from './county.ts'

const ROLES: readonly Role[] = ['viewer', 'handler', 'officer', 'director', 'custodian', 'auditor']
const OFFICE = ['officer', 'director', 'officer', 'custodian'] as const

/** Any organisation that is large enough, with an office of four and roles given out at random besides. */
const anyMembers: fc.Arbitrary<Members> = fc
  .record({
    organisation: anyOrganisation.filter((each) => each.units().length > 5 && each.people().length > 7),
    roles: fc.array(fc.subarray([...ROLES]), { minLength: 15, maxLength: 15 }),
    counterparts: fc.array(fc.option(fc.nat(11)), { minLength: 12, maxLength: 12 }),
  })
  .map(({ organisation, roles, counterparts }) => ({
    units: organisation.units().map((unit, n) => {
      const counterpart = counterparts[n]
      return counterpart == null ? unit : { ...unit, counterpart: `u${counterpart}` }
    }),
    posts: [
      ...organisation.posts(),
      ...OFFICE.map((_role, n) => aPost(`office${n}`, 'u1', { holder: `h${n}` })),
      // Every unit has somebody who receives for it, besides whoever it has by chance.
      ...organisation
        .units()
        .map(({ code }, n) => aPost(`door${n}`, code, { holder: `h${4 + (n % 4)}`, reception: true })),
    ],
    people: organisation.people().map((person, n) => {
      const role = OFFICE[n]
      return { ...person, roles: [...new Set([...(roles[n] ?? []), ...(role === undefined ? [] : [role])])] }
    }),
  }))

/** The rule itself, as the domain says it, without any of the program's own reading of it. */
const isConcerned = (org: Organisation, person: string, { against }: CaseData): boolean =>
  against.people.includes(person) || org.unitsOf(person).some((unit) => isConcernedUnit(org, unit, against))

const isConcernedUnit = (org: Organisation, unit: string, against: CaseData['against']): boolean =>
  [unit, ...org.ancestors(unit).map(({ code }) => code)].some(
    (code) => against.units.includes(code) || isLedByConcerned(org, code, against.people),
  )

/** Who heads a unit, or is a deputy there, answers for it; at the very top nobody else could. */
const isLedByConcerned = (org: Organisation, unit: string, people: readonly string[]): boolean =>
  (org.parent(unit) ?? org.counterpart(unit)) !== undefined &&
  org
    .postsOf(unit)
    .filter(({ rank }) => rank === 'head' || rank === 'deputy')
    .some(({ code }) => [org.post(code)?.holder, org.acting(code)?.code].some((who) => people.includes(who ?? '')))

const reachable = ({ lead, supporting, copied, units }: CaseData): readonly string[] => [
  ...(lead === undefined ? [] : [lead]),
  ...supporting,
  ...copied,
  ...units,
]

const inService = (org: Organisation): readonly string[] =>
  org
    .people()
    .filter(({ state }) => state === 'active')
    .map(({ code }) => code)

/** Everybody, beginning with somebody else each time; the reporter of the case among them. */
const actorsFor = async (county: County, org: Organisation, act: Act): Promise<readonly Actor[]> => {
  const cases = await county.cases()
  const target = cases[act.of % Math.max(1, cases.length)]
  const people = await Promise.all(inService(org).map((person) => county.actor(person)))
  const all = [...people, target === undefined ? CITIZEN : await reporterOf(county, target.id)]
  return [...all.slice(act.actor % all.length), ...all.slice(0, act.actor % all.length)]
}

const CITIZEN: Actor = { kind: 'citizen' }

const nobodyConcernedIsReached = (org: Organisation, cases: readonly Stored<CaseData>[]): void => {
  for (const { data } of cases) {
    for (const unit of reachable(data))
      expect(isConcernedUnit(org, unit, data.against), `${unit} in ${data.state}`).toBe(false)
    if (data.owner !== undefined) expect(isConcerned(org, data.owner.person, data)).toBe(false)
    const proposed = [data.proposal.unit, ...data.proposal.supporting].filter((unit) => unit !== undefined)
    for (const unit of proposed) expect(isConcernedUnit(org, unit, data.against), `${unit} proposed`).toBe(false)
  }
}

const nobodyConcernedIsTold = async (county: County, org: Organisation, told: Set<string>): Promise<void> => {
  for (const { id, data } of await county.deliveries()) {
    if (told.has(id)) continue
    told.add(id)
    if (data.to.kind !== 'person' || data.about === undefined) continue
    const tells = await county.caseToldOf(data.about)
    if (tells === undefined) continue
    expect(isConcerned(org, data.to.person, tells), `${data.to.person}: ${data.message.text}`).toBe(false)
  }
}

const nobodyConcernedSees = async (county: County, org: Organisation): Promise<void> => {
  const cases = await county.cases()
  for (const person of inService(org)) {
    const hidden = cases.filter(({ data }) => isConcerned(org, person, data))
    if (hidden.length === 0) continue
    const actor = await county.actor(person)
    const seen = new Set<string>()
    const states = [undefined, ...new Set(hidden.map(({ data }) => data.state))]
    for (const state of states) {
      const answer = await county.attempt(queue, { limit: 200, ...(state === undefined ? {} : { state }) }, actor)
      if (typeof answer !== 'string') for (const { id } of answer.rows) seen.add(id)
    }
    const found = await county.attempt(find, { words: 'broken', limit: 50 }, actor)
    if (typeof found !== 'string') for (const { id } of found.rows) seen.add(id)
    for (const { id } of cases) {
      const near = await county.attempt(alike, { case: id }, actor)
      if (typeof near !== 'string') for (const row of near.rows) seen.add(row.id)
    }
    for (const { id, data } of hidden) {
      expect(seen.has(id)).toBe(false)
      const shown = await county.attempt(read, { case: data.number }, actor)
      expect(['case.not-found', 'not-allowed']).toContain(shown)
    }
  }
}

const reported = (more: Partial<Act>): Act => ({
  ...{ step: 'feedback.submit', actor: 0, of: 0, other: 0, units: [], people: [], yes: true, days: 0 },
  ...more,
})

/** Cases against a unit, against a person, and against nobody yet. */
const BEGINNING = [reported({ units: [2] }), reported({ people: [4], other: 1 }), reported({ other: 2 })]

describe('who is complained about', () => {
  it('never hears of the case, never finds it, and is never given it', async () => {
    await fc.assert(
      fc.asyncProperty(anyMembers, fc.array(anyAct(), { minLength: 15, maxLength: 40 }), async (members, acts) => {
        const county = await County.of(members)
        const org = await county.organisation()
        const told = new Set<string>()
        for (const act of [...BEGINNING, ...acts]) {
          await performByAny(county, act, await actorsFor(county, org, act))
          nobodyConcernedIsReached(org, await county.cases())
          await nobodyConcernedIsTold(county, org, told)
        }
        await nobodyConcernedSees(county, org)
        await county.store.close()
      }),
      { numRuns: 60 },
    )
  })

  it('can take no step on the case, whatever their roles', async () => {
    await fc.assert(
      fc.asyncProperty(anyMembers, fc.array(anyAct(), { minLength: 10, maxLength: 25 }), async (members, acts) => {
        const county = await County.of(members)
        const org = await county.organisation()
        for (const act of [...BEGINNING, ...acts]) {
          const cases = await county.cases()
          const target = cases[act.of % Math.max(1, cases.length)]
          const actors = await actorsFor(county, org, act)
          for (const actor of actors) {
            if (target === undefined || act.step === 'feedback.submit' || actor.kind !== 'person') continue
            if (!isConcerned(org, actor.person, target.data)) continue
            expect(['case.not-found', 'not-allowed']).toContain(await perform(county, act, actor))
          }
          await performByAny(county, act, actors)
        }
        await county.store.close()
      }),
      { numRuns: 30 },
    )
  })
})
