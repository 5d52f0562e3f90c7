import { isConcerned, OFFICE_ROLES } from '../feedback/access.ts'
import { type Actor, hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { Round, Visit } from './visit.ts'

const visited = (units: readonly string[]) => ({ against: { units: [...units], people: [] } })

/** Whether `actor` looks at a visit or a round as one of the office that runs it; never where their own unit was visited. */
const isOffice = (
  org: Organisation,
  actor: Actor,
  office: string,
  units: readonly string[],
  roles: readonly (typeof OFFICE_ROLES)[number][],
) =>
  actor.kind === 'system' ||
  (actor.kind === 'person' &&
    hasRole(actor, ...roles) &&
    actor.units.includes(office) &&
    !isConcerned(org, actor, visited(units)))

const DECIDERS = ['officer', 'director'] as const

export const maySeeVisit = (org: Organisation, actor: Actor, { office, unit, supervisor }: Visit): boolean =>
  isOffice(org, actor, office, [unit], OFFICE_ROLES) || (actor.kind === 'person' && actor.person === supervisor)

export const decidesOnVisit = (
  org: Organisation,
  actor: Actor,
  { office, unit }: Pick<Visit, 'office' | 'unit'>,
): boolean => isOffice(org, actor, office, [unit], DECIDERS)

export const maySeeRound = (org: Organisation, actor: Actor, { office, units, supervisors }: Round): boolean =>
  isOffice(org, actor, office, units, OFFICE_ROLES) || (actor.kind === 'person' && supervisors.includes(actor.person))

export const decidesOnRound = (org: Organisation, actor: Actor, { office, units }: Round): boolean =>
  isOffice(org, actor, office, units, DECIDERS)

/** @throws Refusal `visits.not-found` to everybody who may not see it */
export const readVisit = async (context: Context, id: string): Promise<Stored<Visit>> => {
  const stored = await context.read(Visit).get(id)
  if (stored === undefined || !maySeeVisit(await organisation(context), context.actor, stored.data))
    throw notFound('visits.not-found')
  return stored
}

/** @throws Refusal `visits.round-not-found` to everybody who may not see it */
export const readRound = async (context: Context, id: string): Promise<Stored<Round>> => {
  const stored = await context.read(Round).get(id)
  if (stored === undefined || !maySeeRound(await organisation(context), context.actor, stored.data))
    throw notFound('visits.round-not-found')
  return stored
}

/** A visit to decide on. @throws Refusal `visits.not-found`, `not-allowed` */
export const loadVisit = async (context: Context, id: string): Promise<Stored<Visit>> => {
  await readVisit(context, id)
  const stored = await context.load(Visit, id)
  if (!decidesOnVisit(await organisation(context), context.actor, stored.data)) throw forbidden()
  return stored
}
