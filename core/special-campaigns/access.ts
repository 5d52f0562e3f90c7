import { OFFICE_ROLES } from '../feedback/access.ts'
import { type Actor, hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { Special, type Task } from './special.ts'

/** An officer or director of the office that runs it. */
export const runsIt = (actor: Actor, { office }: Special): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'person' && hasRole(actor, 'officer', 'director') && actor.units.includes(office))

/** Whoever receives for the unit that leads it, or the office. */
export const leads = (actor: Actor, data: Special): boolean => runsIt(actor, data) || isOf(actor, data.lead)

/** Whoever receives for the unit. */
export const isOf = (actor: Actor, unit: string): boolean =>
  actor.kind === 'person' && hasRole(actor, 'handler') && actor.units.includes(unit)

/** The office, the lead unit and the supporting units. */
export const maySee = (actor: Actor, data: Special): boolean =>
  leads(actor, data) ||
  (actor.kind === 'person' && hasRole(actor, ...OFFICE_ROLES) && actor.units.includes(data.office)) ||
  data.supporting.some((unit) => isOf(actor, unit))

/** A supporting unit sees its own tasks, the lead unit and the office all. */
export const maySeeTask = (actor: Actor, data: Special, task: Task): boolean =>
  leads(actor, data) || isOf(actor, task.unit) || (hasRole(actor, ...OFFICE_ROLES) && maySee(actor, data))

/** @throws Refusal `special.not-found` to everybody who may not see it */
export const readSpecial = async (context: Context, named: string): Promise<Stored<Special>> => {
  const number = named.normalize('NFKC').toUpperCase()
  const stored =
    (await context.read(Special).get(named)) ??
    (await context.read(Special).first({ where: { 'data.number': number } }))
  if (stored === undefined || !maySee(context.actor, stored.data)) throw notFound('special.not-found')
  return stored
}

/**
 * A campaign to change, for whoever `may`; while it is open.
 * @throws Refusal `special.not-found`, `not-allowed`, `special.closed`
 */
export const loadSpecial = async (
  context: Context,
  named: string,
  may: (actor: Actor, data: Special) => boolean,
): Promise<Stored<Special>> => {
  const { id } = await readSpecial(context, named)
  const stored = await context.load(Special, id)
  if (!may(context.actor, stored.data)) throw forbidden()
  if (stored.data.state === 'closed') throw refusal('special.closed', { title: stored.data.title })
  return stored
}
