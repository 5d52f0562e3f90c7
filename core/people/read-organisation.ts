import type { Context, Reader } from '../kernel/context.ts'
import type { RecordType, Stored } from '../kernel/record.ts'
import { SECOND } from '../ports/clock.ts'
import { Account } from './account.ts'
import { type Changed, type Members, membersAfter, membersOf } from './members.ts'
import { Organisation } from './organisation.ts'
import { Person } from './person.ts'
import { placeIndex } from './places.ts'
import { Post } from './post.ts'
import { changedSince, OrganisationRevision, type Part, REVISION_ID, whenTouched } from './revision.ts'
import { Unit } from './unit.ts'

/** What is needed to know who is who; every operation's context has it. */
export type PeopleReader = Pick<Context, 'read' | 'now' | 'content'>

interface Held {
  readonly members: Promise<Members>
  readonly checkedAt: string
}

/** How many organisations of different stamps stay in memory: one a store, and its successor while it is read. */
const KEEP = 4

const byStamp = new Map<string, Promise<Members>>()
const held = new WeakMap<object, Held>()

/**
 * The organisation as it stands. It is read whole once and answered from memory; whether it changed is asked at most
 * once a second of the reader's time, then only what changed is read, and what this process changed itself is seen at
 * once.
 */
export const organisation = async (reader: PeopleReader): Promise<Organisation> =>
  new Organisation(await membersNow(reader), reader.content.derive(placeIndex), reader.now)

/** The same without any memory, as it must be known before something is written on its ground. */
export const knownNow = (reader: Pick<PeopleReader, 'read'>): Promise<Members> => readMembers(reader)

const membersNow = async (reader: PeopleReader): Promise<Members> => {
  const revisions = reader.read(OrganisationRevision)
  const known = held.get(revisions)
  if (known !== undefined && isFresh(known.checkedAt, reader.now)) return known.members
  const revision = await revisions.get(REVISION_ID)
  const members = revision === undefined ? readMembers(reader) : remembered(revision.data, reader)
  if (revision !== undefined) {
    held.set(revisions, { members, checkedAt: reader.now })
    whenTouched(revisions, () => held.delete(revisions))
  }
  return members
}

const isFresh = (checkedAt: string, now: string): boolean => {
  const age = Date.parse(now) - Date.parse(checkedAt)
  return age >= 0 && age < SECOND
}

const remembered = (revision: OrganisationRevision, reader: PeopleReader): Promise<Members> => {
  const { stamp } = revision
  const members = byStamp.get(stamp) ?? broughtUp(revision, reader) ?? readMembers(reader)
  byStamp.delete(stamp)
  byStamp.set(stamp, members)
  members.catch(() => byStamp.delete(stamp))
  for (const oldest of [...byStamp.keys()].slice(0, -KEEP)) byStamp.delete(oldest)
  return members
}

/**
 * The latest that is remembered, with what changed since read anew. A record may have changed further meanwhile, and is
 * then named again by a later stamp. Undefined where nothing that is remembered is near enough.
 */
const broughtUp = (revision: OrganisationRevision, reader: PeopleReader): Promise<Members> | undefined => {
  for (const [stamp, before] of [...byStamp].reverse()) {
    const parts = changedSince(revision, stamp)
    if (parts !== undefined) return before.then(async (members) => membersAfter(members, await changed(reader, parts)))
  }
  return undefined
}

const changed = async (reader: PeopleReader, parts: readonly Part[]): Promise<Changed> => {
  const each = async <T>(type: RecordType<T>, kind: Part['kind']): Promise<readonly Stored<T>[]> => {
    const found = await Promise.all(
      parts.filter((part) => part.kind === kind).map(({ id }) => reader.read(type).get(id)),
    )
    return found.filter((stored) => stored !== undefined)
  }
  return {
    units: dataOf(await each<Unit>(Unit, 'unit')),
    posts: dataOf(await each<Post>(Post, 'post')),
    people: dataOf(await each<Person>(Person, 'person')),
    accounts: await each<Account>(Account, 'account'),
  }
}

const readMembers = async (reader: Pick<PeopleReader, 'read'>): Promise<Members> =>
  membersOf(
    dataOf(await everyOne(reader.read<Unit>(Unit))),
    dataOf(await everyOne(reader.read<Post>(Post))),
    dataOf(await everyOne(reader.read<Person>(Person))),
    await everyOne(reader.read<Account>(Account)),
  )

const everyOne = async <T>(reader: Reader<T>): Promise<readonly Stored<T>[]> => {
  const all: Stored<T>[] = []
  for await (const stored of reader.stream({})) all.push(stored)
  return all
}

const dataOf = <T>(all: readonly Stored<T>[]): readonly T[] => all.map(({ data }) => data)
