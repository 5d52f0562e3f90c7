import { isConcerned, isConcernedPerson, OFFICE_ROLES } from '../feedback/access.ts'
import { type Actor, hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { Brewing, type BrewingData } from './problem.ts'

/** In which part somebody takes a step: as an officer, for the unit that checks, or as who reported it. */
export type Part = 'officer' | 'unit' | 'reporter'

const against = ({ responsible }: Pick<BrewingData, 'responsible'>) => ({
  against: { units: responsible, people: [] },
})

/** Whether it complains about a unit of this person, who then never sees it. */
export const isAbout = (org: Organisation, person: string, data: Pick<BrewingData, 'responsible'>): boolean =>
  isConcernedPerson(org, person, against(data).against)

type Known = Pick<BrewingData, 'responsible' | 'office' | 'unit'> & Partial<Reporters>
type Reporters = Pick<BrewingData, 'reporter' | 'also'>

export const takesPart = (org: Organisation, actor: Actor, data: Known, part: Part): boolean => {
  if (actor.kind === 'system') return true
  if (part === 'reporter') return isReporter(actor, data)
  if (actor.kind !== 'person' || isConcerned(org, actor, against(data))) return false
  return part === 'officer'
    ? hasRole(actor, 'officer', 'director') && actor.units.includes(data.office)
    : hasRole(actor, 'handler') && data.unit !== undefined && actor.units.includes(data.unit)
}

/** The office, the unit that was asked to check, and who reported it; never whoever it complains about. */
export const maySee = (org: Organisation, actor: Actor, data: BrewingData): boolean => {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'person') return false
  if (isReporter(actor, data)) return true
  if (isConcerned(org, actor, against(data))) return false
  if (hasRole(actor, ...OFFICE_ROLES) && actor.units.includes(data.office)) return true
  return takesPart(org, actor, data, 'unit')
}

export const isReporter = (actor: Actor, { reporter, also = [] }: Partial<Reporters>): boolean =>
  actor.kind === 'person' && (actor.person === reporter || also.includes(actor.person))

/** @throws Refusal `brewing.not-found` to everybody who may not see it */
export const readBrewing = async (context: Context, id: string): Promise<Stored<BrewingData>> => {
  const stored = await context.read(Brewing).get(id)
  if (stored === undefined || !maySee(await organisation(context), context.actor, stored.data))
    throw notFound('brewing.not-found')
  return stored
}
