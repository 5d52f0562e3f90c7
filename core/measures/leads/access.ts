import { isConcernedPerson } from '../../feedback/access.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Organisation } from '../../people/index.ts'
import { inOffice } from '../access.ts'
import type { LeadData } from './lead.ts'

/** The office that hands it over, and those who receive for the body that gets it; never who it is about. */
export const maySeeLead = (org: Organisation, actor: Actor, data: LeadData): boolean => {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'person' || isConcernedPerson(org, actor.person, data.against, actor.units)) return false
  return inOffice(actor, data.office) || receives(org, actor, data)
}

/** Whether the actor receives for the body that a lead is handed to, as its reception or its head. */
export const receives = (org: Organisation, actor: Actor, { to }: Pick<LeadData, 'to'>): boolean =>
  actor.kind === 'person' &&
  [...org.reception(to), org.headOf(to)].some((person) => person !== undefined && person.code === actor.person)
