import { z } from 'zod'
import { Role } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { Account } from './account.ts'
import type { Organisation } from './organisation.ts'
import { Person, PersonLanguage, QuietHours } from './person.ts'
import { Grade, Rank } from './post.ts'
import { organisation } from './read-organisation.ts'
import { Code, Level, UnitKind } from './unit.ts'

const Named = z.strictObject({ code: Code, name: z.string() })

const HeldPost = z.strictObject({
  code: Code,
  title: z.string(),
  unit: Named,
  rank: Rank,
  grade: Grade.optional(),
  since: z.string().optional(),
})

const PersonView = z.strictObject({
  person: Code,
  name: z.string(),
  state: z.enum(['active', 'left']),
  /** Also `handler` while they receive for a unit. */
  roles: z.array(Role),
  /** Where they hold a post or stand in. */
  units: z.array(Named),
  posts: z.array(HeldPost),
})
type PersonView = z.infer<typeof PersonView>

const viewOf = (now: Organisation, code: string): PersonView => {
  const person = now.person(code)
  if (person === undefined) throw notFound('people.unknown-person', { person: code })
  const { roles, units } = now.standing(code)
  return {
    person: code,
    name: person.name,
    state: person.state,
    roles: [...roles],
    units: units.map((unit) => named(now, unit)),
    posts: now.postsHeldBy(code).map(({ code: post, title, unit, rank, grade, since }) => ({
      ...{ code: post, title, unit: named(now, unit), rank },
      ...(grade === undefined ? {} : { grade }),
      ...(since === undefined ? {} : { since }),
    })),
  }
}

const named = (now: Organisation, unit: string) => ({ code: unit, name: now.unit(unit)?.name ?? unit })

export const whoami = query({
  name: 'people.whoami',
  summary: 'Who the person behind this chat is: posts, units, roles, chats and preferences.',
  allow: 'person',
  input: z.strictObject({}),
  output: PersonView.extend({
    language: PersonLanguage,
    channel: z.string().optional(),
    quietHours: QuietHours.optional(),
    /** Whether notices may come; duties and replies always do. */
    notices: z.boolean(),
    accounts: z.array(z.strictObject({ account: z.string(), channel: z.string(), boundAt: z.string() })),
  }),
  async run(context) {
    if (context.actor.kind !== 'person') throw forbidden()
    const stored = await context.read(Person).get(context.actor.person)
    if (stored === undefined) throw notFound('people.unknown-person', { person: context.actor.person })
    const { language, channel, quietHours, declines } = stored.data
    return {
      ...viewOf(await organisation(context), stored.id),
      language,
      ...(channel === undefined ? {} : { channel }),
      ...(quietHours === undefined ? {} : { quietHours }),
      notices: declines !== true,
      accounts: await accountsOf(context, stored.id),
    }
  },
})

const accountsOf = async (context: Context, person: string) => {
  const { rows } = await context.read(Account).page({ where: { 'data.person': person }, order: ['data.boundAt'] })
  return rows
    .filter(({ data }) => data.state === 'bound')
    .map(({ id, data }) => ({ account: id, channel: data.channel, boundAt: data.boundAt }))
}

export const showPerson = query({
  name: 'people.person',
  summary: 'A person with their posts, units and roles.',
  allow: 'person',
  input: z.strictObject({ person: Code }),
  output: PersonView,
  run: async (context, { person }) => viewOf(await organisation(context), person),
})

const Node = Named.extend({
  short: z.string().optional(),
  level: Level,
  kind: UnitKind,
  parent: Code.optional(),
  phone: z.string().optional(),
  head: z.string().optional(),
})

export const showOrganisation = query({
  name: 'people.organisation',
  summary: 'The tree of units, or the part below one of them, each after its parent.',
  allow: 'person',
  input: z.strictObject({ below: Code.optional() }),
  output: z.strictObject({ units: z.array(Node) }),
  async run(context, { below }) {
    const now = await organisation(context)
    if (below !== undefined && now.unit(below) === undefined) throw notFound('people.unknown-unit', { unit: below })
    const tops = below === undefined ? now.roots().map((unit) => unit.code) : [below]
    return { units: tops.flatMap((top) => now.subtree(top)).map((unit) => nodeOf(now, unit.code)) }
  },
})

const nodeOf = (now: Organisation, code: string): z.infer<typeof Node> => {
  const unit = now.unit(code)
  if (unit === undefined) throw notFound('people.unknown-unit', { unit: code })
  const { name, short, level, kind, parent, phone } = unit
  const head = now.headOf(code)?.name
  return {
    ...{ code, name, level, kind },
    ...(short === undefined ? {} : { short }),
    ...(parent === undefined ? {} : { parent }),
    ...(phone === undefined ? {} : { phone }),
    ...(head === undefined ? {} : { head }),
  }
}

export const find = query({
  name: 'people.find',
  summary: 'Units and people by name, also with another name or a small typing mistake.',
  allow: 'person',
  input: z.strictObject({ name: z.string().min(1).max(100), most: z.int().min(1).max(50).default(5) }),
  output: z.strictObject({ units: z.array(Named), people: z.array(Named) }),
  async run(context, { name, most }) {
    const now = await organisation(context)
    return {
      units: now.findUnits(name, most).map(({ code, name: called }) => ({ code, name: called })),
      people: now.findPeople(name, most).map(({ code, name: called }) => ({ code, name: called })),
    }
  },
})
