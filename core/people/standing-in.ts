import { present } from './acting.ts'
import type { Members } from './members.ts'
import { absenceAt, type Person } from './person.ts'
import { responsibleFor } from './responsibility.ts'

/** Who acts for somebody, and why it is they. */
export interface StandIn {
  readonly person: Person
  readonly as: 'named' | 'b-role' | 'leader'
}

/**
 * Who acts at this instant for a person who is away: whom they named, else the B-role of a post of theirs, else the
 * leader of such a post. Undefined when they are not away, and when nobody is there at all.
 */
export const standInFor = (members: Members, code: string, instant: string): StandIn | undefined => {
  const person = members.people.get(code)
  const absence = person?.state === 'active' ? absenceAt(person, instant) : undefined
  if (absence === undefined) return undefined
  const posts = members.heldBy.get(code) ?? []
  const found = (each: Person | undefined, as: StandIn['as']): readonly StandIn[] =>
    each === undefined || each.code === code ? [] : [{ person: each, as }]
  return [
    ...found(present(members, absence.standIn, instant), 'named'),
    ...posts.flatMap((post) => found(present(members, post.standIn, instant), 'b-role')),
    ...posts.flatMap((post) => found(responsibleFor(members, post, instant)?.person, 'leader')),
  ][0]
}
