import { actingIn } from './acting.ts'
import type { Members } from './members.ts'
import type { Person } from './person.ts'
import { type Post, RANKS, type Rank } from './post.ts'

/** Who answers for a post, and in which leading post: as its holder, or standing in there. */
export interface Leader {
  readonly person: Person
  readonly post: Post
}

/**
 * Who is responsible for what happens in a post (D10). Grade one belongs to the head of the body, or where the post is
 * the head's to the leader above; grade two to the deputy in charge, or to the head; grade three, and a post without a
 * grade, to the direct leader. While that leader is away, or the leading post is vacant, whoever stands in there
 * answers; where nobody does, or it would be the holder of the post itself, the next one up.
 */
export const responsibleFor = (members: Members, post: Post, instant: string): Leader | undefined =>
  leadersFor(members, post, instant).next().value ?? undefined

/** The same with everybody further up, the one who is responsible first. */
export function* leadersFor(members: Members, post: Post, instant: string): Generator<Leader, undefined> {
  for (const leading of leadersOf(members, post)) {
    if (leading.holder !== undefined && leading.holder === post.holder) continue
    const person = actingIn(members, leading, instant)
    if (person !== undefined && person.code !== post.holder) yield { person, post: leading }
  }
  return undefined
}

/** The posts that could answer for `post`, nearest first. */
function* leadersOf(members: Members, post: Post): Iterable<Post> {
  const seen = new Set([post.code])
  for (const each of [...inside(members, post), ...above(members, post.unit)]) {
    if (seen.has(each.code)) continue
    seen.add(each.code)
    yield each
  }
}

const inside = (members: Members, post: Post): readonly Post[] => {
  const ranks: readonly Rank[] =
    post.grade === 1 ? ['head'] : post.grade === 2 ? ['deputy', 'head'] : ['section', 'deputy', 'head']
  const higher = ranks.filter((rank) => RANKS.indexOf(rank) < RANKS.indexOf(post.rank))
  const named = post.leader === undefined || post.grade === 1 ? undefined : members.posts.get(post.leader)
  return [...(named === undefined ? [] : [named]), ...higher.flatMap((rank) => inCharge(members, post.unit, rank))]
}

/**
 * The posts of this rank that lead everybody below them. Who looks after discipline leads nobody; and of several
 * deputies or section heads ranks alone don't tell which one is in charge, so the next one up is.
 */
const inCharge = (members: Members, unit: string, rank: Rank): readonly Post[] => {
  const posts = (members.postsOf.get(unit) ?? []).filter((each) => each.rank === rank)
  if (rank === 'head') return posts
  const leading = posts.filter((each) => each.discipline !== true)
  return leading.length === 1 ? leading : []
}

/** The leaders above a unit: the one in charge of its line, then the head of the unit above, and so on up. */
function* above(members: Members, code: string): Iterable<Post> {
  const seen = new Set<string>()
  let unit = members.units.get(code)
  while (unit !== undefined && !seen.has(unit.code)) {
    seen.add(unit.code)
    const line = unit.line === undefined ? undefined : members.posts.get(unit.line)
    // Nobody leads from below: a line that points into what it leads says nothing.
    if (line !== undefined && !seen.has(line.unit)) yield line
    if (unit.parent === undefined) return
    yield* inCharge(members, unit.parent, 'head')
    unit = members.units.get(unit.parent)
  }
}
