import { type Actor, hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { excludedPeople } from './concerned.ts'
import { Warning, type WarningData } from './warning.ts'

/** In which part somebody takes a step: as the one warned, or for the office that decides. */
export type Part = 'person' | 'office'

const LOOKERS = ['officer', 'director', 'viewer', 'auditor'] as const

/** The person warned, or who acts for them while they are away or after they left. */
export const isWarned = (org: Organisation, actor: Actor, data: WarningData): boolean =>
  actor.kind === 'person' && (actor.person === data.to || standsIn(org, actor.person, data))

/** Whether `person` acts for the one warned now: in their post, or as who stands in while they are away. */
const standsIn = (org: Organisation, person: string, { to, post }: WarningData): boolean =>
  person !== to &&
  ((post !== undefined && org.acting(post)?.code === person) || org.standIn(to)?.person.code === person)

/** An officer or director of the office that decides; never on a warning of their own. */
export const decides = (actor: Actor, { office, to }: WarningData): boolean =>
  actor.kind === 'person' &&
  actor.person !== to &&
  hasRole(actor, 'officer', 'director') &&
  actor.units.includes(office)

/** The person warned, everybody who was told, and the office. */
export const maySee = (org: Organisation, actor: Actor, data: WarningData): boolean => {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'person') return false
  if (isWarned(org, actor, data) || data.copies.includes(actor.person)) return true
  return hasRole(actor, ...LOOKERS) && actor.units.includes(data.office)
}

export const takesPart = (org: Organisation, actor: Actor, data: WarningData, part: Part): boolean =>
  // Who answers for somebody does not decide on the answer.
  part === 'person' ? isWarned(org, actor, data) : decides(actor, data) && !isWarned(org, actor, data)

/** @throws Refusal `warnings.not-found` to everybody who may not see it */
export const readWarning = async (context: Context, id: string): Promise<Stored<WarningData>> => {
  const stored = await context.read(Warning).get(id)
  const org = await organisation(context)
  if (stored === undefined || !maySee(org, context.actor, stored.data)) throw notFound('warnings.not-found')
  await requireUnconcerned(context, org, stored.data)
  return stored
}

/**
 * Whether the actor may know of it: whom the case complains about learns nothing by standing in for whoever is warned, by
 * a copy, nor as staff of the office. Who is warned themselves knows it already.
 */
export const isUnconcerned = async (
  context: Pick<Context, 'read' | 'actor'>,
  org: Organisation,
  data: WarningData,
): Promise<boolean> => {
  const { actor } = context
  if (actor.kind !== 'person' || actor.person === data.to) return true
  return (await excludedPeople(context, org, data.ground.case))(actor.person)
}

/** @throws Refusal `warnings.not-found` */
export const requireUnconcerned = async (...asked: Parameters<typeof isUnconcerned>): Promise<void> => {
  if (!(await isUnconcerned(...asked))) throw notFound('warnings.not-found')
}

/**
 * A warning to change, for an actor in this part.
 * @throws Refusal `warnings.not-found`; `warnings.not-yours` to those who see somebody else's; `warnings.own`
 */
export const loadWarning = async (context: Context, id: string, part: Part): Promise<Stored<WarningData>> => {
  await readWarning(context, id)
  const stored = await context.load(Warning, id)
  requirePart(await organisation(context), context.actor, stored.data, part)
  return stored
}

/** @throws Refusal `warnings.not-yours`, `warnings.own`, `not-allowed` */
export const requirePart = (org: Organisation, actor: Actor, data: WarningData, part: Part): void => {
  if (takesPart(org, actor, data, part)) return
  if (part === 'person') throw refusal('warnings.not-yours', { name: org.person(data.to)?.name ?? data.to })
  throw actor.kind === 'person' && actor.person === data.to ? refusal('warnings.own') : forbidden()
}
