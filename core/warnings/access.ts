import { type Actor, hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { Warning, type WarningData } from './warning.ts'

/** In which part somebody takes a step: as the one warned, or for the office that decides. */
export type Part = 'person' | 'office'

const LOOKERS = ['officer', 'director', 'viewer', 'auditor'] as const

/** The person warned, or who acts in their post while they are away or after they left. */
export const isWarned = (org: Organisation, actor: Actor, { to, post }: WarningData): boolean =>
  actor.kind === 'person' && (actor.person === to || (post !== undefined && org.acting(post)?.code === actor.person))

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
  part === 'person' ? isWarned(org, actor, data) : decides(actor, data)

/** @throws Refusal `warnings.not-found` to everybody who may not see it */
export const readWarning = async (context: Context, id: string): Promise<Stored<WarningData>> => {
  const stored = await context.read(Warning).get(id)
  if (stored === undefined || !maySee(await organisation(context), context.actor, stored.data))
    throw notFound('warnings.not-found')
  return stored
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
