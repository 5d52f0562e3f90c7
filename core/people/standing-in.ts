import { present } from './acting.ts'
import type { Members } from './members.ts'
import { absenceAt, type Person } from './person.ts'
import { leadersFor } from './responsibility.ts'

/** Who acts for somebody, and why it is they. */
export interface StandIn {
  readonly person: Person
  readonly as: 'named' | 'b-role' | 'leader'
}

/**
 * Who could act at this instant for a person who is away, the first in line first: whom they named, the B-role of a post
 * of theirs, and the leaders of such a post upwards. Nobody when they are not away.
 */
export const standInsFor = (members: Members, code: string, instant: string): readonly StandIn[] => {
  const person = members.people.get(code)
  const absence = person?.state === 'active' ? absenceAt(person, instant) : undefined
  if (absence === undefined) return []
  const posts = members.heldBy.get(code) ?? []
  const found = (each: Person | undefined, as: StandIn['as']): readonly StandIn[] =>
    each === undefined || each.code === code ? [] : [{ person: each, as }]
  return [
    ...found(present(members, absence.standIn, instant), 'named'),
    ...posts.flatMap((post) => found(present(members, post.standIn, instant), 'b-role')),
    ...posts.flatMap((post) =>
      [...leadersFor(members, post, instant)].flatMap(({ person: leader }) => found(leader, 'leader')),
    ),
  ]
}
