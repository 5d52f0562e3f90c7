import { type Actor, hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { excludedUnits } from '../matters/route.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { chatOfReporter, Reporter, reporterId } from '../reporters/reporter.ts'
import { Case, type CaseData } from './case.ts'

/** Roles that see what their office runs. */
export const OFFICE_ROLES = ['officer', 'director', 'auditor', 'viewer', 'custodian'] as const

/**
 * Whether `actor` may see the matter of the case at all. Who is complained about never does, whatever their roles;
 * officers see the cases of their office, handlers those of their unit. Nobody sees here who reported it.
 */
export const maySee = (org: Organisation, actor: Actor, data: CaseData): boolean => {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'person' || isConcerned(org, actor, data)) return false
  if (seesOffice(actor, data)) return true
  return hasRole(actor, 'handler') && actor.units.some((unit) => data.units.includes(unit))
}

/** Whether `actor` looks at the case as one of the office that runs it. */
export const seesOffice = (actor: Actor, data: CaseData): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'person' && hasRole(actor, ...OFFICE_ROLES) && actor.units.includes(data.office))

/** Whether the case complains about this person, about a unit that they belong to, or about one above it. */
export const isConcerned = (org: Organisation, actor: Actor, data: Pick<CaseData, 'against'>): boolean =>
  actor.kind === 'person' && isConcernedPerson(org, actor.person, data.against, actor.units)

/** The same of somebody who does not act now; `also` are units that they stand in for. */
export const isConcernedPerson = (
  org: Organisation,
  person: string,
  against: CaseData['against'],
  also: readonly string[] = [],
): boolean => {
  if (against.people.includes(person)) return true
  const excluded = excludedUnits(org, against)
  return [...also, ...org.unitsOf(person)].some((unit) => excluded.has(unit))
}

/** Whether `actor` runs the case as an officer (or as one of `roles`) of its office. */
export const runs = (
  org: Organisation,
  actor: Actor,
  data: CaseData,
  ...roles: readonly ('officer' | 'director' | 'custodian')[]
): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'person' &&
    !isConcerned(org, actor, data) &&
    hasRole(actor, ...(roles.length === 0 ? (['officer', 'director'] as const) : roles)) &&
    actor.units.includes(data.office))

/** Whether `actor` handles the case for the unit that has to answer it. */
export const handles = (org: Organisation, actor: Actor, data: CaseData): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'person' &&
    !isConcerned(org, actor, data) &&
    data.lead !== undefined &&
    actor.units.includes(data.lead) &&
    hasRole(actor, 'handler'))

/**
 * A case to read for somebody who may see it. To everybody else it does not exist.
 * @throws Refusal `case.not-found`
 */
export const readCase = async (context: Context, id: string): Promise<Stored<CaseData>> => {
  const stored = await context.read(Case).get(id)
  if (stored === undefined || !maySee(await organisation(context), context.actor, stored.data))
    throw notFound('case.not-found')
  return stored
}

/** In which part somebody takes a step in the life of a case. */
export type Part = 'officer' | 'director' | 'handler' | 'reporter'

/** Whether `actor` acts on the case in this part. Reporters are known by their chat alone: see `isReporter`. */
export const takesPart = (org: Organisation, actor: Actor, data: CaseData, part: Part): boolean => {
  if (part === 'officer') return runs(org, actor, data)
  if (part === 'director') return runs(org, actor, data, 'director')
  if (part === 'handler') return handles(org, actor, data)
  return actor.kind === 'system'
}

/**
 * A case to change, for an actor in one of the parts.
 * @throws Refusal `case.not-found` to those who may not even see it, `not-allowed` to those who may only see it
 */
export const loadCase = async (context: Context, id: string, ...parts: readonly Part[]): Promise<Stored<CaseData>> => {
  const org = await organisation(context)
  if (parts.includes('reporter') && (await isReporter(context, id))) return context.load(Case, id)
  const stored = await context.load(Case, id).catch((error: unknown) => {
    throw hidden(error)
  })
  const { actor } = context
  if (parts.some((part) => takesPart(org, actor, stored.data, part))) return stored
  throw maySee(org, actor, stored.data) ? forbidden() : notFound('case.not-found')
}

const hidden = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && error.code === 'not-found' ? notFound('case.not-found') : error

/** Whether the chat that acts is the one that the case was reported from, or that came back to it with its code. */
export const isReporter = async (context: Context, id: string): Promise<boolean> => {
  const { actor } = context
  if (actor.kind === 'system') return true
  if (actor.follows === id) return true
  if (actor.chat === undefined) return false
  const reporter = await context.read(Reporter).get(reporterId(id))
  return reporter?.data.chat?.key === chatOfReporter(context.seal, actor.chat)
}
