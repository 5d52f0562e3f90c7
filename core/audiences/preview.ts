import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { Account, inOrderOfPreference } from '../people/account.ts'
import { organisation } from '../people/index.ts'
import type { Person } from '../people/person.ts'
import type { Audience } from './audience.ts'
import { audiencePages } from './select.ts'

/** Who an audience is, before anything is sent. */
export const Preview = z.strictObject({
  /** Everybody in it who is in service. */
  count: z.number(),
  /** How many will get it first on which platform. */
  channels: z.record(z.string(), z.number()),
  /** How many can't be reached, by reason: `no-account` never bound a chat, `unbound` took it away; `left` is counted apart. */
  unreachable: z.record(z.string(), z.number()),
  /** Who would belong to it, but has left: they get nothing. */
  left: z.number(),
  /** How often somebody or something is named again: whoever is named twice is in it once. */
  repeated: z.number(),
  /** Whether whoever asks is in it, and whether they are alone. */
  self: z.enum(['out', 'in', 'alone']),
  first: z.array(z.strictObject({ person: z.string(), name: z.string(), unit: z.string().optional() })),
})
export type Preview = z.infer<typeof Preview>

const FIRST = 8

/** Counts an audience, a page at a time. */
export const previewOf = async (context: Context, audience: Audience): Promise<Preview> => {
  const { actor } = context
  const channels: Record<string, number> = {}
  const unreachable: Record<string, number> = {}
  const first: Person[] = []
  let [count, left, self] = [0, 0, false]
  for await (const page of audiencePages(context, audience)) {
    count += page.people.length
    left += page.left.length
    self ||= actor.kind === 'person' && page.people.some(({ code }) => code === actor.person)
    first.push(...page.people.slice(0, FIRST - first.length))
    for (const reach of await reachOf(context, page.people)) {
      const counted = 'channel' in reach ? channels : unreachable
      const key = 'channel' in reach ? reach.channel : reach.reason
      counted[key] = (counted[key] ?? 0) + 1
    }
  }
  return {
    ...{ count, channels, unreachable, left, repeated: repeatedIn(audience) },
    self: self ? (count === 1 ? 'alone' : 'in') : 'out',
    first: first.length === 0 ? [] : await withUnits(context, first),
  }
}

const repeatedIn = ({ any }: Audience): number => any.length - new Set(any.map((group) => JSON.stringify(group))).size

const withUnits = async (context: Context, people: readonly Person[]) => {
  const org = await organisation(context)
  return people.map(({ code, name }) => {
    const unit = org.unitsOf(code)[0]
    return { person: code, name, ...(unit === undefined ? {} : { unit: org.unit(unit)?.name ?? unit }) }
  })
}

type Reach = { readonly channel: string } | { readonly reason: 'no-account' | 'unbound' }

/** The platform that each of `people` is written to first, or why there is none. */
const reachOf = async (context: Context, people: readonly Person[]): Promise<readonly Reach[]> => {
  if (people.length === 0) return []
  const accounts = new Map<string, Parameters<typeof inOrderOfPreference>[0][number][]>()
  const where = { 'data.person': { in: people.map(({ code }) => code) } }
  for await (const account of context.read(Account).stream({ where })) {
    accounts.set(account.data.person, [...(accounts.get(account.data.person) ?? []), account])
  }
  return people.map(({ code, channel }) => {
    const own = accounts.get(code) ?? []
    const [way] = inOrderOfPreference(own, channel)
    return way === undefined ? { reason: own.length === 0 ? 'no-account' : 'unbound' } : { channel: way.channel }
  })
}
