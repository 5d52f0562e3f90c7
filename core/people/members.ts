import type { Stored } from '../kernel/record.ts'
import type { Account } from './account.ts'
import { groupBy } from './group-by.ts'
import { namesIn } from './names.ts'
import type { Person } from './person.ts'
import type { Post } from './post.ts'
import type { Unit } from './unit.ts'

/** Everybody and everything of one organisation at one moment, indexed; never changed once made. */
export interface Members {
  readonly units: ReadonlyMap<string, Unit>
  readonly posts: ReadonlyMap<string, Post>
  readonly people: ReadonlyMap<string, Person>
  readonly childrenOf: ReadonlyMap<string, readonly Unit[]>
  readonly postsOf: ReadonlyMap<string, readonly Post[]>
  readonly heldBy: ReadonlyMap<string, readonly Post[]>
  /** The posts in which somebody may have to act for the holder: as their B-role, or because an absence names them. */
  readonly stoodInBy: ReadonlyMap<string, readonly Post[]>
  /** The person that each bound chat belongs to, by the chat's blinded key. */
  readonly chats: ReadonlyMap<string, string>
  readonly servesPlace: ReadonlyMap<string, readonly Unit[]>
  /** Every name of every unit. */
  readonly unitNames: ReturnType<typeof namesIn<Unit>>
  readonly personNames: ReturnType<typeof namesIn<Person>>
}

export const membersOf = (
  units: readonly Unit[],
  posts: readonly Post[],
  people: readonly Person[],
  accounts: readonly Stored<Account>[] = [],
): Members => {
  const heldBy = groupBy(posts, (post) => post.holder)
  return { ...indexed(units, posts, people), heldBy, stoodInBy: stoodIn(posts, people, heldBy), chats: bound(accounts) }
}

const bound = (accounts: readonly Stored<Account>[]): ReadonlyMap<string, string> =>
  new Map(accounts.filter(({ data }) => data.state === 'bound').map(({ id, data }) => [id, data.person]))

const stoodIn = (
  posts: readonly Post[],
  people: readonly Person[],
  heldBy: ReadonlyMap<string, readonly Post[]>,
): ReadonlyMap<string, readonly Post[]> => {
  const named = people.flatMap(({ code, away }) =>
    (away ?? []).flatMap(({ standIn }) => (heldBy.get(code) ?? []).map((post) => ({ standIn, post }))),
  )
  const all = [...posts.map((post) => ({ standIn: post.standIn, post })), ...named]
  const grouped = groupBy(all, ({ standIn }) => standIn)
  return new Map([...grouped].map(([person, each]) => [person, [...new Set(each.map(({ post }) => post))]]))
}

const indexed = (units: readonly Unit[], posts: readonly Post[], people: readonly Person[]) => ({
  units: new Map(units.map((unit) => [unit.code, unit])),
  posts: new Map(posts.map((post) => [post.code, post])),
  people: new Map(people.map((person) => [person.code, person])),
  childrenOf: groupBy(units, (unit) => unit.parent),
  postsOf: groupBy(posts, (post) => post.unit),
  servesPlace: groupBy(units, (unit) => unit.place),
  unitNames: namesIn(units, (unit) => [unit.name, ...(unit.short === undefined ? [] : [unit.short]), ...unit.aliases]),
  personNames: namesIn(
    people.filter((person) => person.state === 'active'),
    (person) => [person.name],
  ),
})
