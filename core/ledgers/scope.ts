import { Office } from '../content/office.ts'
import { OFFICE_ROLES } from '../feedback/access.ts'
import { hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, refusal } from '../kernel/errors.ts'
import type { Organisation } from '../people/index.ts'

/**
 * The units whose ledgers are asked for: the office's own staff may ask for all or any, whoever heads a unit or looks
 * after discipline in it for theirs and what lies below. Undefined for everything.
 * @throws Refusal `not-allowed`, `ledgers.unit-unknown`
 */
export const unitsAsked = (
  context: Context,
  org: Organisation,
  unit: string | undefined,
): ReadonlySet<string> | undefined => {
  if (unit !== undefined && org.unit(unit) === undefined) throw refusal('ledgers.unit-unknown')
  const own = unitsOpenTo(context, org)
  if (own === undefined) return unit === undefined ? undefined : below(org, unit)
  if (own.length === 0) throw forbidden()
  const open = new Set(own.flatMap((code) => [...below(org, code)]))
  if (unit === undefined) return open
  if (!open.has(unit)) throw forbidden()
  return below(org, unit)
}

const below = (org: Organisation, unit: string): ReadonlySet<string> =>
  new Set(org.subtree(unit).map(({ code }) => code))

/** Undefined for whoever may see all. */
const unitsOpenTo = ({ actor, content }: Context, org: Organisation): readonly string[] | undefined => {
  if (actor.kind === 'system') return undefined
  if (actor.kind !== 'person') return []
  if (hasRole(actor, ...OFFICE_ROLES) && actor.units.includes(content.only(Office).unit)) return undefined
  return org
    .postsHeldBy(actor.person)
    .filter((post) => post.rank === 'head' || post.rank === 'deputy' || post.discipline === true)
    .map(({ unit }) => unit)
}
