import { refusal } from '../kernel/errors.ts'
import type { CaseData, CaseState } from './case.ts'

/** What can happen to a case, and in which states it may. A case never goes back but by a step that says so. */
const STEPS = {
  correct: ['received', 'dispatched', 'disputed', 'accepted'],
  fillIn: ['received', 'dispatched', 'disputed', 'accepted'],
  dispatch: ['received', 'disputed', 'dispatched', 'accepted'],
  dispatchAsProposed: ['received'],
  refuse: ['received', 'dispatched', 'disputed'],
  merge: ['received', 'dispatched', 'disputed', 'accepted'],
  unmerge: ['merged'],
  accept: ['dispatched'],
  pass: ['dispatched'],
  rule: ['disputed'],
  ask: ['received', 'dispatched', 'accepted'],
  reply: ['received', 'dispatched', 'disputed', 'accepted'],
  add: ['received', 'dispatched', 'disputed', 'accepted', 'answered', 'closed', 'merged', 'refused'],
  askExtension: ['accepted'],
  decideExtension: ['accepted'],
  measure: ['accepted', 'answered', 'closed'],
  answer: ['accepted'],
  rate: ['answered', 'closed', 'merged'],
  check: ['accepted', 'answered'],
  approve: ['answered'],
  close: ['answered'],
  reopen: ['answered', 'closed', 'refused', 'merged'],
  stayed: ['closed'],
  withdraw: ['received', 'dispatched', 'disputed', 'accepted'],
  own: ['received', 'dispatched', 'disputed', 'accepted', 'answered'],
} as const satisfies Record<string, readonly CaseState[]>

export type CaseStep = keyof typeof STEPS

export const mayStep = (state: CaseState, step: CaseStep): boolean =>
  (STEPS[step] as readonly CaseState[]).includes(state)

/** @throws Refusal `case.not-now-<state>`: what has become of the case meanwhile */
export const requireStep = (data: CaseData, step: CaseStep): void => {
  if (!mayStep(data.state, step)) throw refusal(`case.not-now-${data.state}`, { number: data.number })
}

/** Cases of these states are over: nobody has to hear of them any more. */
export const OVER: readonly CaseState[] = ['closed', 'refused', 'withdrawn', 'merged']

/** States in which something is still expected of the office or a unit. */
export const OPEN: readonly CaseState[] = ['received', 'dispatched', 'disputed', 'accepted']

/** Whether its problem goes on, by itself or with the case that it was merged into. */
export const isGoingOn = ({ state }: { readonly state: CaseState }): boolean =>
  OPEN.includes(state) || state === 'merged'
