import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Actor, SYSTEM } from '../../core/kernel/actor.ts'
import type { AnyOperation } from '../../core/kernel/operation.ts'
import type { Stored } from '../../core/kernel/record.ts'
import { aPerson, aPost, aUnit } from '../../core/people/testing.ts'
import { DAY, later } from '../../core/ports/clock.ts'
import { issue, raise } from '../../core/warnings/issue.ts'
import { OPEN } from '../../core/warnings/lifecycle.ts'
import {
  acceptAnswer,
  closeWarning,
  grantTime,
  overruleDispute,
  refuseTime,
  returnAnswer,
  upholdDispute,
  withdrawWarning,
} from '../../core/warnings/office-steps.ts'
import { acknowledge, answerWarning, askTime, dispute } from '../../core/warnings/person-steps.ts'
import { Warning, type WarningData, WarningState } from '../../core/warnings/warning.ts'
import { County, type Members } from '../feedback/county.ts'

const MEMBERS: Members = {
  units: [aUnit('u0'), aUnit('u1', { parent: 'u0' }), aUnit('u2', { parent: 'u0' })],
  posts: [
    aPost('top', 'u0', { rank: 'head', holder: 'leader' }),
    aPost('desk1', 'u1', { holder: 'officer' }),
    aPost('desk2', 'u1', { holder: 'second' }),
    aPost('desk3', 'u1', { holder: 'director' }),
    aPost('head2', 'u2', { rank: 'head', holder: 'head', grade: 1 }),
    aPost('door2', 'u2', { holder: 'clerk', reception: true }),
  ],
  people: [
    ...['leader', 'head', 'clerk'].map((code) => aPerson(code)),
    aPerson('officer', { roles: ['officer'] }),
    aPerson('second', { roles: ['officer'] }),
    aPerson('director', { roles: ['director'] }),
  ],
}

const WORDS = 'words that are long enough'
const STEPS: readonly (readonly [AnyOperation, (n: number) => object])[] = [
  [acknowledge, () => ({})],
  [answerWarning, () => ({ cause: WORDS, done: WORDS })],
  [askTime, (n) => ({ days: 1 + (n % 12), reason: WORDS })],
  [dispute, () => ({ reason: WORDS })],
  [acceptAnswer, () => ({})],
  [returnAnswer, () => ({ reason: WORDS })],
  [closeWarning, () => ({})],
  [grantTime, () => ({})],
  [refuseTime, () => ({ reason: WORDS })],
  [upholdDispute, () => ({ reason: WORDS })],
  [overruleDispute, () => ({ reason: WORDS })],
  [withdrawWarning, () => ({ reason: WORDS })],
]
const ACTORS = ['clerk', 'clerk', 'officer', 'officer', 'second', 'head', 'leader']

const anAct = fc.record({
  step: fc.oneof({ weight: 6, arbitrary: fc.nat(10) }, { weight: 1, arbitrary: fc.constant(11) }),
  actor: fc.nat(ACTORS.length - 1),
  n: fc.nat(20),
  days: fc.constantFrom(0, 0, 0, 1, 2, 6),
})

const ORDER = ['issued', 'delivered', 'acknowledged', 'returned', 'answered', 'accepted', 'closed', 'withdrawn']

const isSound = ({ data }: Stored<WarningData>, before: WarningData | undefined): void => {
  const open = OPEN.includes(data.state)
  expect(data.timer !== undefined, `timer of ${data.state}`).toBe(open)
  expect(data.endedAt !== undefined, `end of ${data.state}`).toBe(!open)
  for (const { at, by, channel, did } of data.steps) {
    expect(at, did).not.toBe('')
    expect(by, did).toMatch(/^(person:\w+|system)$/)
    expect(channel, did).not.toBe('')
  }
  if (data.state === 'answered') expect(data.answers.at(-1)?.round).toBe(data.round)
  if (before === undefined) return
  expect(data.steps.slice(0, before.steps.length)).toEqual(before.steps)
  expect(data.round).toBeGreaterThanOrEqual(before.round)
  if (data.round === before.round)
    expect(ORDER.indexOf(data.state), `${before.state} to ${data.state}`).toBeGreaterThanOrEqual(
      ORDER.indexOf(before.state),
    )
  expect(data.due.day >= before.due.day, `${before.due.day} to ${data.due.day}`).toBe(true)
}

const actorOf = (county: County, person: string): Promise<Actor> => county.actor(person)
const theWarnings = async (county: County): Promise<readonly Stored<WarningData>[]> =>
  (await county.store.collection<Stored<WarningData>>(Warning).page({ limit: 10 })).rows

const passes = async (county: County, days: number): Promise<void> => {
  county.clock.set(later(county.clock.now(), days * DAY))
  for (let n = 0; n < 50 && (await county.application.relay.sweep()) > 0; n++);
}

describe('whatever happens to a warning', () => {
  it('goes no step back, keeps every step, and has a timer while it is open', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 3, maxLength: 18 }), async (acts) => {
        const county = await County.of(MEMBERS)
        await county.attempt(
          issue,
          { person: 'clerk', severity: 'prompt', ground: WORDS },
          await actorOf(county, 'officer'),
        )
        let before: WarningData | undefined
        for (const { step, actor, n, days } of acts) {
          const [operation, input] = STEPS[step] ?? STEPS[0] ?? []
          const [warning] = await theWarnings(county)
          if (operation === undefined || input === undefined || warning === undefined) throw new Error('nothing there')
          const answer = await county.attempt(
            operation,
            { ...input(n), warning: warning.id },
            await actorOf(county, ACTORS[actor] ?? 'clerk'),
          )
          await passes(county, days)
          const [after] = await theWarnings(county)
          if (after === undefined) throw new Error('it is gone')
          isSound(after, before)
          // Only the person warned acknowledges, answers, asks and disputes; never do they decide.
          const mine = [acknowledge, answerWarning, askTime, dispute].some(({ name }) => name === operation.name)
          const who = ACTORS[actor]
          if (typeof answer !== 'string') expect(mine, `${operation.name} by ${who}`).toBe(who === 'clerk')
          before = after.data
        }
        expect(WarningState.options).toContain(before?.state)
      }),
      { numRuns: 40 },
    )
  })

  it('is issued once for one ground, however often it is asked for and whatever restarts', async () => {
    const county = await County.of(MEMBERS)
    const ground = { says: { 'zh-CN': '事', en: 'it' } }
    const input = { once: 'rule:case:day', person: 'clerk', severity: 'yellow', ground }
    await Promise.all([1, 2, 3].map(() => county.application.execute(raise, input, SYSTEM)))
    await passes(county, 1)
    await county.application.execute(raise, input, SYSTEM)
    expect(await theWarnings(county)).toHaveLength(1)
  })
})
