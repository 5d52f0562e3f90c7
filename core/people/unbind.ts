import { z } from 'zod'
import { type Actor, hasRole } from '../kernel/actor.ts'
import { forbidden } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { Account } from './account.ts'
import { touching } from './revision.ts'

/** Whether the actor may decide about this person's own things. */
export const mayDecideFor = (actor: Actor, person: string): boolean =>
  hasRole(actor, 'administrator') || (actor.kind === 'person' && actor.person === person)

export const unbind = operation({
  name: 'people.unbind',
  summary: 'Takes a chat from its person: nothing is sent there any more, and who writes from it is a citizen.',
  allow: 'person',
  input: z.strictObject({ account: z.string().min(1) }),
  output: z.strictObject({ account: z.string() }),
  async run(context, { account }) {
    const stored = await context.load(Account, account)
    if (!mayDecideFor(context.actor, stored.data.person)) throw forbidden()
    if (stored.data.state === 'unbound') return answer({ account })
    const { address: _address, ...rest } = stored.data
    const news = touching({ account, state: 'unbound' }, [{ kind: 'account', id: account }])
    return change(Account, stored, { ...rest, state: 'unbound' }, [news])
  },
  outputOf: ({ id }) => ({ account: id }),
})
