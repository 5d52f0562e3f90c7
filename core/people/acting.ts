import type { Members } from './members.ts'
import { absenceAt, type Person } from './person.ts'
import type { Post } from './post.ts'

/** The person of this code who is in service, and not away at this instant. */
export const present = (members: Members, code: string | undefined, instant: string): Person | undefined => {
  const person = code === undefined ? undefined : members.people.get(code)
  return person?.state === 'active' && absenceAt(person, instant) === undefined ? person : undefined
}

/**
 * Who acts in a post at this instant: its holder; while they are away whom they named, else the B-role 岗, who also
 * acts while the post is vacant. Nobody when all of them are away.
 */
export const actingIn = (members: Members, post: Post, instant: string): Person | undefined => {
  const holder = post.holder === undefined ? undefined : members.people.get(post.holder)
  const named = holder?.state === 'active' ? absenceAt(holder, instant)?.standIn : undefined
  return (
    present(members, post.holder, instant) ??
    present(members, named, instant) ??
    present(members, post.standIn, instant)
  )
}
