import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
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
    if (stored.data.state === 'left') return answer({ person })
    const { away: _away, awayDecidedAt: _decided, ...rest } = stored.data
    const left = { ...rest, state: 'left' as const, leftAt: context.now }
    const news = touching(left, [{ kind: 'person', id: person }])
    return change(Person, stored, left, [...(await endings(context, person)), news])
  },
  outputOf: ({ id }) => ({ person: id }),
})

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
