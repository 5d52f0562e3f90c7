import { hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import type { Organisation } from '../people/index.ts'
import { placesUpTo } from '../people/places.ts'
import type { ReporterMode } from '../reporters/reporter.ts'
import { rulesOf } from './rules.ts'

interface Told {
  readonly green?: boolean | undefined
  readonly reporter: ReporterMode
  readonly place?: { readonly code?: string | undefined } | undefined
}

/**
 * Whether a case goes by the green channel of contact points 绿色通道. Officers and the system say so; a member who
 * reports something goes by it without asking. Its mark says that a member told it: who gave no name has it only where
 * so many members live around there that it leads to none of them, and never where nothing is to be kept.
 */
export const goesGreen = (context: Context, org: Organisation, { green, reporter, place }: Told): boolean => {
  const { actor, content } = context
  if (hasRole(actor, 'officer', 'director')) return green === true
  if (actor.kind !== 'citizen' || actor.isMember !== true || reporter === 'nothing') return false
  return reporter === 'named' || membersAround(org, place?.code) >= rulesOf(content).greenAmong
}

/** How many members live in the township of a place; in the whole county where none is known. */
const membersAround = (org: Organisation, code: string | undefined): number => {
  const townshipOf = (place: string | undefined): string | undefined =>
    placesUpTo(org, place).find(({ kind }) => kind === 'township')?.code
  const township = townshipOf(code)
  return org
    .people()
    .filter(({ roles, state }) => state === 'active' && roles.includes('contact-point'))
    .filter(({ place }) => township === undefined || townshipOf(place) === township).length
}
