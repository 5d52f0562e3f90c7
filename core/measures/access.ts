import { type Actor, hasRole } from '../kernel/actor.ts'
import type { MeasureData } from './measure.ts'

export const inOffice = (actor: Actor, office: string): boolean =>
  actor.kind === 'person' && hasRole(actor, 'officer', 'director', 'auditor') && actor.units.includes(office)

/** The person whom it is taken against, and the office that recorded it. */
export const maySeeMeasure = (actor: Actor, { person, office }: MeasureData): boolean =>
  actor.kind === 'system' || (actor.kind === 'person' && actor.person === person) || inOffice(actor, office)
