import { refusal } from '../kernel/errors.ts'
import { Person } from '../people/person.ts'
import type { Audience, Condition } from './audience.ts'
import { segmentNamed } from './segment.ts'
import type { Selecting } from './term.ts'
import { termNamed } from './vocabulary.ts'

/** What is needed to say who is in an audience; every operation's context has it. */
export type AudienceReader = Omit<Selecting, 'within' | 'segment'>

/** How many people are looked at together: memory stays flat, however many there are. */
export const PAGE = 500
/** Segments that name one another are followed so far. */
const DEEPEST = 8

export interface AudiencePage {
  /** In the order of their codes; whoever has left is not among them. */
  readonly people: readonly Person[]
  /** Who would be in it, but has left. */
  readonly left: readonly Person[]
  /** The code to go on after; absent at the end. */
  readonly next?: string
}

/**
 * One page of an audience, after the person of the code `after`. Everybody comes once and in the same order, however
 * many of its parts they fit. A page may be empty and still have a next one.
 */
export const audiencePage = async (
  reader: AudienceReader,
  audience: Audience,
  { after = '', limit = PAGE }: { readonly after?: string; readonly limit?: number } = {},
): Promise<AudiencePage> => {
  const { people, next } = await candidates(reader, audience, after, limit)
  const fitting = await within(reader, audience, people, 0)
  const chosen = people.filter(({ code }) => fitting.has(code))
  return {
    people: chosen.filter(({ state }) => state === 'active'),
    left: chosen.filter(({ state }) => state === 'left'),
    ...(next === undefined ? {} : { next }),
  }
}

/** Everybody in an audience, page by page. */
export async function* audiencePages(reader: AudienceReader, audience: Audience): AsyncIterable<AudiencePage> {
  let page: AudiencePage | undefined
  do {
    page = await audiencePage(reader, audience, page?.next === undefined ? {} : { after: page.next })
    yield page
  } while (page.next !== undefined)
}

/** Whether nobody at all is in it now. */
export const isNobody = async (reader: AudienceReader, audience: Audience): Promise<boolean> => {
  for await (const { people } of audiencePages(reader, audience)) if (people.length > 0) return false
  return true
}

/** How terms ask. @throws Refusal `audience.too-deep` */
export const selectingWith = (reader: AudienceReader, depth = 0): Selecting => ({
  read: (type) => reader.read(type),
  content: reader.content,
  now: reader.now,
  within: (audience, people) => {
    if (depth >= DEEPEST) throw refusal('audience.too-deep')
    return within(reader, audience, people, depth + 1)
  },
  segment: (name) => segmentNamed(reader, name),
})

/** The next people to look at: those who are named, where nobody else can fit, or else everybody in turn. */
const candidates = async (reader: AudienceReader, { any }: Audience, after: string, limit: number) => {
  const people = reader.read(Person)
  const named = any.map(onlyOf)
  if (named.every((code) => code !== undefined)) {
    const codes = [...new Set(named)].sort().filter((code) => code > after)
    const asked = codes.slice(0, limit)
    const { rows } = await people.page({ where: { id: { in: asked } }, limit: asked.length || 1 })
    return { people: rows.map(({ data }) => data), next: codes.length > limit ? asked.at(-1) : undefined }
  }
  const { rows, next } = await people.page({ where: { id: { gt: after } }, limit })
  return { people: rows.map(({ data }) => data), next: next === undefined ? undefined : rows.at(-1)?.id }
}

/** The one person who can fit a group. */
const onlyOf = (group: readonly Condition[]): string | undefined => {
  for (const { term, value } of group) {
    const only = termNamed(term).only?.(value)
    if (only !== undefined) return only
  }
  return undefined
}

const within = async (
  reader: AudienceReader,
  { any, none }: Audience,
  people: readonly Person[],
  depth: number,
): Promise<ReadonlySet<string>> => {
  const selecting = selectingWith(reader, depth)
  const fitting = await inAnyOf(selecting, any, people)
  const out = await inAnyOf(
    selecting,
    none,
    people.filter(({ code }) => fitting.has(code)),
  )
  return new Set([...fitting].filter((code) => !out.has(code)))
}

const inAnyOf = async (
  selecting: Selecting,
  groups: readonly (readonly Condition[])[],
  people: readonly Person[],
): Promise<ReadonlySet<string>> => {
  const found = new Set<string>()
  if (people.length === 0) return found
  // A pasted list has thousands of groups of one name each: they are looked up, not tried one by one.
  const names = new Set(groups.flatMap((group) => (group.length === 1 ? (onlyOf(group) ?? []) : [])))
  for (const { code } of people) if (names.has(code)) found.add(code)
  for (const group of groups) {
    if (group.length === 1 && onlyOf(group) !== undefined) continue
    for (const code of await inAllOf(selecting, group, people)) found.add(code)
  }
  return found
}

const inAllOf = async (
  selecting: Selecting,
  group: readonly Condition[],
  people: readonly Person[],
): Promise<readonly string[]> => {
  let rest = people
  for (const { term, value } of group) {
    if (rest.length === 0) break
    const among = await termNamed(term).among(selecting, value, rest)
    rest = rest.filter(({ code }) => among.has(code))
  }
  return rest.map(({ code }) => code)
}
