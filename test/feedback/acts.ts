import fc from 'fast-check'
import { approve, check, close } from '../../core/feedback/closing-steps.ts'
import { dispatch, dispatchAsProposed, ruleOn } from '../../core/feedback/dispatch-steps.ts'
import { askExtension, grantExtension, refuseExtension } from '../../core/feedback/extension-steps.ts'
import { accept, answerCase, ask, measure, pass } from '../../core/feedback/handler-steps.ts'
import { merge, unmerge } from '../../core/feedback/merge-steps.ts'
import { correct, own, refuse } from '../../core/feedback/officer-steps.ts'
import { add, rate, reopen, reply, stayed, withdraw } from '../../core/feedback/reporter-steps.ts'
import type { CaseOperation } from '../../core/feedback/step.ts'
import { submit } from '../../core/feedback/submit.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { Reporter, reporterId } from '../../core/reporters/reporter.ts'
import type { County } from './county.ts'

/** Something that somebody does to some case: numbers are taken modulo what there is. */
export interface Act {
  readonly step: string
  readonly actor: number
  readonly of: number
  readonly other: number
  readonly units: readonly number[]
  readonly people: readonly number[]
  readonly yes: boolean
  /** Whole days that pass before it. */
  readonly days: number
}

/** Every step that people can take, by the name of its operation. */
export const STEPS: ReadonlyMap<string, CaseOperation<never>> = new Map(
  [
    ...[accept, answerCase, ask, measure, pass],
    ...[askExtension, grantExtension, refuseExtension],
    ...[approve, check, close, correct, dispatch, dispatchAsProposed, merge, own, refuse, ruleOn, unmerge],
    ...[add, rate, reopen, reply, stayed, withdraw],
  ].map((operation) => [operation.name, operation as unknown as CaseOperation<never>]),
)

/** How often each step comes up: those that lead further more often than those that end a case. */
const WEIGHTS: Readonly<Record<string, number>> = {
  ...{ submit: 2, dispatch: 2, dispatchAsProposed: 4, accept: 6, pass: 3, rule: 4, correct: 3, merge: 2, unmerge: 3 },
  ...{
    answer: 8,
    rate: 4,
    check: 4,
    approve: 3,
    close: 4,
    reopen: 4,
    stayed: 4,
    reply: 4,
    own: 2,
    refuse: 1,
    withdraw: 1,
  },
}
const WEIGHTED = ['feedback.submit', ...STEPS.keys()].flatMap((name) =>
  Array.from({ length: WEIGHTS[name.replace('feedback.', '')] ?? 2 }, () => name),
)

export const anyAct = (steps: readonly string[] = WEIGHTED): fc.Arbitrary<Act> =>
  fc.record({
    step: fc.constantFrom(...steps),
    actor: fc.nat(30),
    of: fc.constantFrom(0, 0, 0, 1, 1, 2, 3),
    other: fc.nat(5),
    units: fc.array(fc.nat(11), { maxLength: 2 }),
    people: fc.array(fc.nat(14), { maxLength: 1 }),
    yes: fc.boolean(),
    days: fc.constantFrom(0, 0, 0, 1, 3, 20),
  })

const unitsOf = (act: Act): string[] => [...new Set(act.units.map((n) => `u${n}`))]
const peopleOf = (act: Act): string[] => act.people.map((n) => `h${n}`)

/** What `act` gives its operation. */
const inputOf = (act: Act, caseId: string, other: string): unknown => {
  const [unit = 'u2', second] = unitsOf(act)
  const words = 'words that are long enough'
  const inputs: Readonly<Record<string, unknown>> = {
    'feedback.pass': { reason: words, ...(act.yes ? { to: unit } : {}) },
    'feedback.ask': { text: words },
    'feedback.measure': { text: words },
    'feedback.askExtension': { days: 1 + (act.other % 12), reason: words },
    'feedback.refuseExtension': { reason: words },
    'feedback.answer': { text: words },
    'feedback.correct': {
      matter: `m${act.other % 3}`,
      ...(act.yes ? { against: { units: unitsOf(act), people: peopleOf(act) } } : {}),
    },
    'feedback.dispatch': { lead: unit, supporting: second === undefined ? [] : [second] },
    'feedback.refuse': { reason: words },
    'feedback.merge': { into: other },
    'feedback.rule': { unit, reason: words },
    'feedback.check': { item: ['measure', 'people', 'rule'][act.other % 3], note: words },
    'feedback.own': { person: peopleOf(act)[0] ?? 'h0' },
    'feedback.add': { text: words },
    'feedback.reply': { text: words },
    'feedback.rate': { solved: act.yes ? 'yes' : 'no' },
    'feedback.reopen': { reason: words },
    'feedback.stayed': { solved: act.yes },
  }
  return { ...(inputs[act.step] as object | undefined), case: caseId }
}

/** Does `act` in `county`, whoever it is that acts; the code of the refusal where it is refused. */
export const perform = async (county: County, act: Act, actor: Actor): Promise<unknown> => {
  const cases = await county.cases()
  if (act.step === 'feedback.submit') {
    if (cases.length > 5) return 'enough'
    return county.attempt(
      submit,
      {
        text: act.other % 5 === 4 ? 'something else' : `m${act.other % 4} it is broken`,
        place: { text: 'there', code: `p${act.of % 3}` },
        against: act.yes ? { units: unitsOf(act), people: peopleOf(act) } : { units: [], people: [] },
        reporter: 'nothing',
      },
      { kind: 'citizen' },
    )
  }
  const operation = STEPS.get(act.step)
  const target = cases[act.of % Math.max(1, cases.length)]
  const other = cases[act.other % Math.max(1, cases.length)]
  if (operation === undefined || target === undefined || other === undefined) return 'nothing-there'
  return county.attempt(operation, inputOf(act, target.id, other.id), actor)
}

/** Answers that say that it was the wrong person, not the wrong moment. */
const NOT_THEIRS = ['not-allowed', 'case.not-found']

/** The same by the first of `actors` who may do it. */
export const performByAny = async (county: County, act: Act, actors: readonly Actor[]): Promise<unknown> => {
  let answer: unknown = 'nobody'
  for (const actor of actors) {
    answer = await perform(county, act, actor)
    if (typeof answer !== 'string' || !NOT_THEIRS.includes(answer)) break
  }
  return answer
}

/** Who reported a case, as the program knows them. */
export const reporterOf = async (county: County, caseId: string): Promise<Actor> => {
  const kept = await readerOf(county.store, Reporter).get(reporterId(caseId))
  return kept === undefined ? { kind: 'citizen' } : { kind: 'citizen', follows: caseId }
}
