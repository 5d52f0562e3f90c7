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
  const ofPosts = postIndexes(posts)
  return {
    ...{ ...unitIndexes(units), ...ofPosts, ...personIndexes(people) },
    stoodInBy: stoodIn(posts, people, ofPosts.heldBy),
    chats: bound(accounts),
  }
}

/** What stands otherwise now, by kind: every record that changed, as it is. */
export interface Changed {
  readonly units?: readonly Unit[]
  readonly posts?: readonly Post[]
  readonly people?: readonly Person[]
  readonly accounts?: readonly Stored<Account>[]
}

/** The same as `membersOf` all as they are now, without touching what has not changed. */
export const membersAfter = (
  before: Members,
  { units = [], posts = [], people = [], accounts = [] }: Changed,
): Members => {
  const ofUnits = units.length === 0 ? {} : unitIndexes(withAll(before.units, units))
  const ofPosts = posts.length === 0 ? {} : postIndexes(withAll(before.posts, posts))
  const ofPeople = people.length === 0 ? {} : personIndexes(withAll(before.people, people))
  const next = { ...before, ...ofUnits, ...ofPosts, ...ofPeople }
  const standing = posts.length + people.length > 0
  return {
    ...next,
    ...(standing ? { stoodInBy: stoodIn([...next.posts.values()], [...next.people.values()], next.heldBy) } : {}),
    ...(accounts.length === 0 ? {} : { chats: chatsAfter(before.chats, accounts) }),
  }
}

/** In the order of their codes, as the store gives them. */
const withAll = <T extends { readonly code: string }>(before: ReadonlyMap<string, T>, changed: readonly T[]): T[] => {
  const all = new Map(before)
  for (const each of changed) all.set(each.code, each)
  const inPlace = [...all.values()]
  return all.size === before.size ? inPlace : inPlace.sort((a, b) => (a.code < b.code ? -1 : 1))
}

const chatsAfter = (before: ReadonlyMap<string, string>, changed: readonly Stored<Account>[]) => {
  const chats = new Map(before)
  for (const { id } of changed) chats.delete(id)
  for (const [chat, person] of bound(changed)) chats.set(chat, person)
  return chats
}

const bound = (accounts: readonly Stored<Account>[]): ReadonlyMap<string, string> =>
  new Map(accounts.filter(({ data }) => data.state === 'bound').map(({ id, data }) => [id, data.person]))

const byCode = <T extends { readonly code: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((each) => [each.code, each]))

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

const postIndexes = (posts: readonly Post[]) => ({
  posts: byCode(posts),
  postsOf: groupBy(posts, (post) => post.unit),
  heldBy: groupBy(posts, (post) => post.holder),
})

const unitIndexes = (units: readonly Unit[]) => ({
  units: byCode(units),
  childrenOf: groupBy(units, (unit) => unit.parent),
  servesPlace: groupBy(units, (unit) => unit.place),
  unitNames: namesIn(units, (unit) => [unit.name, ...(unit.short === undefined ? [] : [unit.short]), ...unit.aliases]),
})

const personIndexes = (people: readonly Person[]) => ({
  people: byCode(people),
  personNames: namesIn(
    people.filter((person) => person.state === 'active'),
    (person) => [person.name],
  ),
})
