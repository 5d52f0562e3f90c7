import { z } from 'zod'
import { Role } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { Account } from './account.ts'
import { Person } from './person.ts'
import { Post } from './post.ts'
import { touching } from './revision.ts'
import { Code } from './unit.ts'

/**
 * Ends what a person was: their posts become vacant, their chats are unbound, open invitations no longer count.
 * What they had to do stays with the posts, where the B-role and then the successor find it.
 */
export const leave = operation({
  name: 'people.leave',
  summary: 'Records that a person has left: posts become vacant, chats are unbound.',
  allow: ['administrator'],
  input: z.strictObject({ person: Code }),
  output: z.strictObject({ person: Code }),
  async run(context, { person }) {
    const stored = await context.load(Person, person)
    return stored.data.state === 'left' ? answer({ person }) : ended(context, stored)
  },
  outputOf: ({ id }) => ({ person: id }),
})

/** Takes one role from a person; whoever has no other and no post has left. */
export const release = operation({
  name: 'people.release',
  summary: 'Takes a role from a person; whoever was nothing else has left.',
  allow: 'system',
  input: z.strictObject({ person: Code, role: Role }),
  output: z.strictObject({ person: Code }),
  async run(context, { person, role }) {
    const stored = await context.load(Person, person)
    const { stratum: _stratum, place: _place, ...kept } = stored.data
    if (stored.data.state === 'left' || !kept.roles.includes(role)) return answer({ person })
    const roles = kept.roles.filter((each) => each !== role)
    const post = await context.read(Post).first({ where: { 'data.holder': person } })
    if (roles.length === 0 && post === undefined) return ended(context, stored)
    const released = role === 'contact-point' ? { ...kept, roles } : { ...stored.data, roles }
    return change(Person, stored, released, [touching(released, [{ kind: 'person', id: person }])])
  },
  outputOf: ({ id }) => ({ person: id }),
})

const ended = async (context: Context, stored: Stored<Person>) => {
  const { away: _away, awayDecidedAt: _decided, ...rest } = stored.data
  const left = { ...rest, state: 'left' as const, leftAt: context.now }
  const news = touching(left, [{ kind: 'person', id: stored.id }])
  // What they may do ends first; then what they were asked waits for nobody.
  const unasked: Wish = { do: 'campaigns.letGo', input: { person: stored.id } }
  return change(Person, stored, left, [...(await endings(context, stored.id)), news, unasked])
}

const endings = async (context: Context, person: string): Promise<readonly Wish[]> => {
  const wishes: Wish[] = []
  for await (const { id } of context.read(Post).stream({ where: { 'data.holder': person } })) {
    wishes.push({ do: 'people.vacate', input: { post: id, person, at: context.now } })
  }
  for await (const { id, data } of context.read(Account).stream({ where: { 'data.person': person } })) {
    if (data.state === 'bound') wishes.push({ do: 'people.unbind', input: { account: id } })
  }
  return wishes
}
