import { z } from 'zod'
import { type Actor, hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { excludedPeople } from './concerned.ts'
import { hearerOf } from './notices.ts'
import { Warning, type WarningData } from './warning.ts'

/** In which part somebody takes a step: as the one warned, or for the office that decides. */
export const Part = z.enum(['person', 'office'])
export type Part = z.infer<typeof Part>

const LOOKERS = ['officer', 'director', 'viewer', 'auditor'] as const

/** Whom the case complains about has no part in it, and learns nothing of it. */
type May = (person: string) => boolean

/** The person warned, or who acts for them while they are away or after they left. */
const isWarned = (org: Organisation, may: May, { person }: { readonly person: string }, data: WarningData): boolean =>
  person === data.to || (may(person) && standsIn(org, may, person, data))

/** Whether `person` acts for the one warned now: in their post, or as who stands in while they are away. */
const standsIn = (org: Organisation, may: May, person: string, data: WarningData): boolean =>
  (data.post !== undefined && org.acting(data.post)?.code === person) || hearerOf(org, may, data) === person

/** An officer or director of the office that decides; never on a warning of their own. */
const decides = (actor: Actor, { office, to }: WarningData): boolean =>
  actor.kind === 'person' &&
  actor.person !== to &&
  hasRole(actor, 'officer', 'director') &&
  actor.units.includes(office)

/** The person warned, everybody who was told, and the office; of the latter nobody whom the case complains about. */
const maySee = (org: Organisation, may: May, actor: Actor, data: WarningData): boolean => {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'person') return false
  if (isWarned(org, may, actor, data)) return true
  const looks = hasRole(actor, ...LOOKERS) && actor.units.includes(data.office)
  return may(actor.person) && (looks || data.copies.includes(actor.person))
}

/** In which parts the actor may take steps. Who answers for somebody does not decide on the answer. */
const partsOf = (org: Organisation, may: May, actor: Actor, data: WarningData): readonly Part[] => {
  if (actor.kind !== 'person') return []
  if (isWarned(org, may, actor, data)) return ['person']
  return may(actor.person) && decides(actor, data) ? ['office'] : []
}

/** What the actor has to do with a warning: in which parts they may act; nothing where they may not even see it. */
export const partsIn = async (context: Context, data: WarningData): Promise<readonly Part[] | undefined> => {
  const org = await organisation(context)
  const may = await excludedPeople(context, org, data.ground.case)
  return maySee(org, may, context.actor, data) ? partsOf(org, may, context.actor, data) : undefined
}

/**
 * A warning to change, for an actor in this part.
 * @throws Refusal `warnings.not-found` to everybody who may not see it; `warnings.not-yours`, `warnings.own`
 */
export const loadWarning = async (context: Context, id: string, part: Part): Promise<Stored<WarningData>> => {
  const seen = await context.read(Warning).get(id)
  const parts = seen === undefined ? undefined : await partsIn(context, seen.data)
  if (parts === undefined) throw notFound('warnings.not-found')
  const stored = await context.load(Warning, id)
  requirePart(await organisation(context), context.actor, stored.data, parts, part)
  return stored
}

/** @throws Refusal `warnings.not-yours`, `warnings.own`, `not-allowed` */
export const requirePart = (
  org: Organisation,
  actor: Actor,
  data: WarningData,
  parts: readonly Part[],
  part: Part,
): void => {
  if (parts.includes(part)) return
  if (part === 'person') throw refusal('warnings.not-yours', { name: org.person(data.to)?.name ?? data.to })
  throw actor.kind === 'person' && actor.person === data.to ? refusal('warnings.own') : forbidden()
}
