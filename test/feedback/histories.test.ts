import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseData, CaseState } from '../../core/feedback/case.ts'
import { mayClose } from '../../core/feedback/closing.ts'
import { mayStep } from '../../core/feedback/lifecycle.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { Stored } from '../../core/kernel/record.ts'
import { DAY, later } from '../../core/ports/clock.ts'
import { type Act, anyAct, performByAny, reporterOf, STEPS } from './acts.ts'
import type { County } from './county.ts'
import { SMALL_COUNTY, smallCounty } from './small-county.ts'

/** Which state may follow which, as an office would say it: nothing else ever happens. */
const FOLLOWS: Readonly<Record<CaseState, readonly CaseState[]>> = {
  received: ['dispatched', 'refused', 'merged', 'withdrawn'],
  dispatched: ['received', 'accepted', 'disputed', 'refused', 'merged', 'withdrawn'],
  disputed: ['received', 'dispatched', 'accepted', 'refused', 'merged', 'withdrawn'],
  accepted: ['received', 'dispatched', 'answered', 'merged', 'withdrawn'],
  answered: ['received', 'accepted', 'closed'],
  closed: ['received', 'accepted'],
  refused: ['received'],
  merged: ['received', 'dispatched', 'disputed', 'accepted'],
  withdrawn: [],
}

const CLOCK_IS_OVER: readonly CaseState[] = ['answered', 'closed', 'refused', 'withdrawn']
const UNIT_HAS_IT: readonly CaseState[] = ['dispatched', 'disputed', 'accepted', 'answered']

const isSound = (county: County, { id, data }: Stored<CaseData>, all: ReadonlyMap<string, CaseData>): void => {
  const at = `${id} ${data.state}`
  if (UNIT_HAS_IT.includes(data.state)) expect(data.lead, at).toBeDefined()
  if (data.state === 'answered')
    expect(
      data.answers.some(({ round }) => round === data.round),
      at,
    ).toBe(true)
  if (data.state === 'closed') {
    expect(
      data.answers.some(({ round }) => round === data.round),
      at,
    ).toBe(true)
    expect(mayClose(county.content, data), at).toEqual([])
    expect(data.closedAt, at).toBeDefined()
  } else expect(data.closedAt, at).toBeUndefined()
  if (data.state === 'refused') expect(data.refusal, at).toBeDefined()

  expect(data.mergedInto !== undefined, at).toBe(data.state === 'merged')
  if (data.mergedInto !== undefined) expect(all.get(data.mergedInto)?.merged, at).toContain(id)
  for (const each of data.merged) expect(all.get(each)?.mergedInto, at).toBe(id)
  if (data.merged.length > 0) expect(data.state, at).not.toBe('merged')

  expect(data.clock?.closedAt !== null, `clock of ${at}`).toBe(CLOCK_IS_OVER.includes(data.state))
  const stands = (data.clock?.stops ?? []).filter(({ to }) => to === null)
  for (const { question } of stands) {
    expect(data.questions.find((each) => each.id === question)?.answer, at).toBeUndefined()
  }
  if (data.clock?.closedAt === null) expect(data.due === undefined, `due of ${at}`).toBe(stands.length > 0)
  expect(data.questions.filter(({ answer }) => answer === undefined).length, at).toBeLessThanOrEqual(1)

  // An approval is of one round: what was opened again must be approved again.
  const reopenedAt = data.reopened.at(-1)?.at
  if (reopenedAt !== undefined && data.closing.approval !== undefined) {
    expect(data.closing.approval.at >= reopenedAt, at).toBe(true)
  }

  const numbers = [data.ratings.map(({ round }) => round), [...new Set(data.ratings.map(({ round }) => round))]]
  expect(numbers[0], at).toEqual(numbers[1])
}

const actorsFor = async (county: County, act: Act): Promise<readonly Actor[]> => {
  const cases = await county.cases()
  const target = cases[act.of % Math.max(1, cases.length)]
  const staff = await Promise.all(SMALL_COUNTY.people.map(({ code }) => county.actor(code)))
  const reporter: Actor = target === undefined ? { kind: 'citizen' } : await reporterOf(county, target.id)
  const all = [...staff, reporter]
  return [...all.slice(act.actor % all.length), ...all.slice(0, act.actor % all.length)]
}

const FIRST: Act = { step: 'feedback.submit', actor: 0, of: 0, other: 0, units: [], people: [], yes: false, days: 0 }
const BEGINNING: readonly Act[] = [FIRST, { ...FIRST, other: 2 }, { ...FIRST, step: 'feedback.dispatchAsProposed' }]

describe('any history of a case', () => {
  it('keeps what must always hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct(), { minLength: 20, maxLength: 60 }), async (acts) => {
        const county = await smallCounty()
        let before = new Map<string, CaseData>()
        for (const act of [...BEGINNING, ...acts]) {
          if (act.days > 0) await county.until(later(county.clock.now(), act.days * DAY))
          const waited = new Map((await county.cases()).map(({ id, data }) => [id, data]))
          for (const [id, data] of waited) mayFollow(before.get(id), data)
          const cases = [...waited.keys()]
          const answer = await performByAny(county, act, await actorsFor(county, act))
          const target = waited.get(cases[act.of % Math.max(1, cases.length)] ?? '')
          const step = STEPS.get(act.step)
          if (typeof answer !== 'string' && step !== undefined && target !== undefined) {
            expect(mayStep(target.state, step.step), `${act.step} in ${target.state}`).toBe(true)
          }
          const now = await county.cases()
          const all = new Map(now.map(({ id, data }) => [id, data]))
          for (const [id, data] of all) mayFollow(waited.get(id), data)
          for (const stored of now) isSound(county, stored, all)
          before = all
        }
        // Nothing is wished for that nothing can do, and nothing fails behind anybody's back.
        const wrong = county.log.lines.filter(
          ({ level, fields }) => level === 'error' || fields.code === 'operation.unknown',
        )
        expect(wrong).toEqual([])
        await county.store.close()
      }),
      { numRuns: 60 },
    )
  }, 180_000)
})

const mayFollow = (before: CaseData | undefined, after: CaseData): void => {
  if (before === undefined || before.state === after.state) return
  expect(FOLLOWS[before.state], `${before.state} → ${after.state}`).toContain(after.state)
}
