import { calledIn } from '../audiences/term.ts'
import type { Context } from '../kernel/context.ts'
import type { Person } from '../people/person.ts'
import { Post } from '../people/post.ts'
import { Unit } from '../people/unit.ts'

/** Where a person stands, as a campaign keeps and says it. */
export interface Profile {
  readonly person: string
  readonly unit?: string
  readonly grade?: number
  readonly stratum?: string
  readonly place?: string
  readonly variables: Readonly<Record<string, string>>
}

/** The profiles of a page of people, in their order. Reads only what this page needs, however many people there are. */
export const profiles = async (
  context: Pick<Context, 'read' | 'content'>,
  people: readonly Person[],
): Promise<readonly Profile[]> => {
  if (people.length === 0) return []
  const held = new Map<string, Post>()
  const grades = new Map<string, number>()
  for await (const { data } of context
    .read(Post)
    .stream({ where: { 'data.holder': { in: people.map(({ code }) => code) } } })) {
    const { holder = '', grade } = data
    if (!held.has(holder)) held.set(holder, data)
    // Grade one is the highest.
    if (grade !== undefined) grades.set(holder, Math.min(grade, grades.get(holder) ?? grade))
  }
  const units = new Map<string, string>()
  for (const code of new Set([...held.values()].map(({ unit }) => unit))) {
    units.set(code, (await context.read(Unit).get(code))?.data.name ?? code)
  }
  return people.map(({ code, name, stratum, place }) => {
    const post = held.get(code)
    const grade = grades.get(code)
    return {
      person: code,
      ...(post === undefined ? {} : { unit: post.unit }),
      ...(grade === undefined ? {} : { grade }),
      ...(stratum === undefined ? {} : { stratum }),
      ...(place === undefined ? {} : { place }),
      variables: {
        name,
        ...(post === undefined ? {} : { unit: units.get(post.unit) ?? post.unit, post: post.title }),
        ...(stratum === undefined ? {} : { stratum: calledIn(context.content, `audience.stratum.${stratum}`) }),
      },
    }
  })
}
