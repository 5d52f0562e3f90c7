import { refusal } from '../kernel/errors.ts'
import type { WarningData, WarningState } from './warning.ts'

interface Transition {
  readonly from: readonly WarningState[]
  /** Absent: it stays where it is. */
  readonly to?: WarningState
}

/** Somebody still owes what the warning expects. */
export const OWED: readonly WarningState[] = ['issued', 'delivered', 'acknowledged', 'returned']
/** Something is still expected of anybody. */
export const OPEN: readonly WarningState[] = [...OWED, 'answered', 'accepted']

/** What can happen to a warning, from which states, and where it leads. The only way back is `return`, a new round. */
export const STEPS = {
  deliver: { from: ['issued'], to: 'delivered' },
  undeliverable: { from: ['issued'] },
  acknowledge: { from: ['issued', 'delivered'], to: 'acknowledged' },
  answer: { from: OWED, to: 'answered' },
  accept: { from: ['answered'], to: 'accepted' },
  return: { from: ['answered', 'accepted'], to: 'returned' },
  close: { from: ['accepted'], to: 'closed' },
  /** An end by itself: nothing more is owed, or what it is about is settled. */
  lapse: { from: OWED, to: 'closed' },
  withdraw: { from: OPEN, to: 'withdrawn' },
  askTime: { from: OWED },
  decideTime: { from: OWED },
  dispute: { from: OWED },
  decideDispute: { from: OWED },
  climb: { from: OWED },
  /** The official list of a year moved a last day that was counted without it. */
  settleDate: { from: OPEN },
  remind: { from: OPEN },
} as const satisfies Record<string, Transition>

export type WarningStep = keyof typeof STEPS

export const mayStep = (state: WarningState, step: WarningStep): boolean =>
  (STEPS[step].from as readonly WarningState[]).includes(state)

/** Where `step` leads from `state`. */
export const after = (state: WarningState, step: WarningStep): WarningState => {
  const transition: Transition = STEPS[step]
  return transition.to ?? state
}

/** @throws Refusal `warnings.not-now-<state>`: what has become of the warning meanwhile */
export const requireStep = ({ state, number }: WarningData, step: WarningStep): void => {
  if (!mayStep(state, step)) throw refusal(`warnings.not-now-${state}`, { number })
}
