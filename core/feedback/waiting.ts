import type { Content } from '../content/content.ts'
import { type Actor, hasRole } from '../kernel/actor.ts'
import type { Organisation } from '../people/index.ts'
import type { Where } from '../ports/store.ts'
import { handles, OFFICE_ROLES, runs } from './access.ts'
import type { CaseData, CaseState } from './case.ts'
import { mayClose } from './closing.ts'
import { timeWaits } from './extension-steps.ts'
import { OPEN } from './lifecycle.ts'

/** States in which a unit has to do something. */
const UNITS_TURN: readonly CaseState[] = ['dispatched', 'accepted']

/**
 * Whether the case waits for `actor`: a handler accepts and answers; an officer dispatches, rules, and looks at answers
 * that were rated and did not close by themselves; a director approves. Those who only look on wait with all that is open.
 */
export const waitsFor = (org: Organisation, content: Content, actor: Actor, data: CaseData): boolean => {
  if (UNITS_TURN.includes(data.state) && handles(org, actor, data)) return true
  if (!hasRole(actor, 'officer', 'director')) return hasRole(actor, ...OFFICE_ROLES) && OPEN.includes(data.state)
  if (!runs(org, actor, data)) return false
  const missing = data.state === 'answered' ? mayClose(content, data) : []
  if (hasRole(actor, 'director') && missing.length === 1 && missing[0] === 'approval') return true
  if (!hasRole(actor, 'officer')) return false
  if (timeWaits(data)) return true
  if (data.state === 'answered') return data.ratings.some(({ round }) => round === data.round)
  return data.state === 'received' || data.state === 'disputed'
}

/** The questions that find what may wait for `actor`, each over an index of its own. */
export const waitingQuestions = (actor: Actor): readonly Where[] => {
  const office: readonly CaseState[] = hasRole(actor, 'officer', 'director')
    ? ['received', 'disputed', 'answered']
    : OPEN
  return [
    ...ofOffice(actor, office),
    ...(isHandler(actor)
      ? inUnits(actor).flatMap((lead) => UNITS_TURN.map((state) => ({ 'data.lead': lead, 'data.state': state })))
      : []),
  ]
}

/** The questions that find all that `actor` may see, in one state or in any. */
export const visibleQuestions = (actor: Actor, state?: CaseState): readonly Where[] => {
  const inState = state === undefined ? {} : { 'data.state': state }
  if (actor.kind === 'system') return [inState]
  const offices = hasRole(actor, ...OFFICE_ROLES)
    ? inUnits(actor).map((unit) => ({ 'data.office': unit, ...inState }))
    : []
  return [
    ...offices,
    ...(isHandler(actor) ? inUnits(actor).map((unit) => ({ 'data.units': { has: unit }, ...inState })) : []),
  ]
}

const ofOffice = (actor: Actor, states: readonly CaseState[]): readonly Where[] => {
  if (actor.kind === 'system') return states.map((state) => ({ 'data.state': state }))
  if (!hasRole(actor, ...OFFICE_ROLES)) return []
  return inUnits(actor).flatMap((unit) => states.map((state) => ({ 'data.office': unit, 'data.state': state })))
}

const isHandler = (actor: Actor): boolean => actor.kind === 'person' && hasRole(actor, 'handler')
const inUnits = (actor: Actor): readonly string[] => (actor.kind === 'person' ? actor.units : [])
