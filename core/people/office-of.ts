import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'

/** The unit for which the actor acts: the office itself where they have a post there or are the system, else their own. */
export const officeOf = ({ actor, content }: Pick<Context, 'actor' | 'content'>): string => {
  const { unit } = content.only(Office)
  return actor.kind !== 'person' || actor.units.includes(unit) ? unit : (actor.units[0] ?? unit)
}
