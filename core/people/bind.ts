import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { type Refusal, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { Account, accountKey, addressBond } from './account.ts'
import { Invitation, invitationId, readInvitationCode } from './invitation.ts'
import { Person } from './person.ts'
import { touching } from './revision.ts'
import { Code } from './unit.ts'

const Bound = z.strictObject({ account: z.string(), person: Code, name: z.string() })
type Bound = z.infer<typeof Bound>

/** The same for a wrong, a used and an expired code: nobody learns which invitations there are. */
const notValid = (): Refusal => refusal('people.invitation-not-valid')

export const bind = operation({
  name: 'people.bind',
  summary: 'Binds the chat that somebody writes from to the person whom the code invites.',
  allow: 'anyone',
  input: z.strictObject({
    code: z.string().max(200),
    channel: z.string().min(1).max(40),
    /** The platform's name for the chat; from here on it is kept only sealed. */
    address: z.string().min(1).max(400),
  }),
  output: Bound,
  async run(context, { code: typed, channel, address }) {
    const code = readInvitationCode(typed)
    if (code === undefined) throw notValid()
    const id = invitationId(context.seal, code)
    if ((await context.read(Invitation).get(id)) === undefined) throw notValid()
    // Read again on purpose: stops here when this very act was committed before.
    const invitation = await context.load(Invitation, id)
    const { person, state, expiresAt } = invitation.data
    const account = accountKey(context.seal, channel, address)
    const bound = await boundTo(context, account)
    // A second press of the same link, from the chat that it has bound.
    if (state === 'used' && invitation.data.account === account && bound === person) {
      return answer(await boundOf(context, person, account))
    }
    if (state === 'used' || expiresAt <= context.now) throw notValid()
    if ((await context.read(Person).get(person))?.data.state !== 'active') throw notValid()
    if (bound === person) return answer(await boundOf(context, person, account))
    if (bound !== undefined) throw refusal('people.chat-of-another')
    const sealed = context.seal.seal(address, addressBond(person))
    return change(Invitation, invitation, { ...invitation.data, state: 'used', usedAt: context.now, account }, [
      { do: 'people.attach', input: { account, channel, person, address: sealed, invitation: id, at: context.now } },
    ])
  },
  outputOf: ({ data }: Stored<Invitation>, context) => boundOf(context, data.person, data.account ?? ''),
})

const boundTo = async (context: Context, account: string): Promise<string | undefined> => {
  const found = await context.read(Account).get(account)
  return found?.data.state === 'bound' ? found.data.person : undefined
}

const boundOf = async (context: Context, person: string, account: string): Promise<Bound> => ({
  account,
  person,
  name: (await context.read(Person).get(person))?.data.name ?? person,
})

const AccountDone = z.strictObject({ account: z.string() })

export const attach = operation({
  name: 'people.attach',
  summary: 'Keeps the chat that an invitation has bound.',
  allow: 'system',
  input: z.strictObject({
    account: z.string(),
    channel: z.string(),
    person: Code,
    /** Sealed. */
    address: z.string(),
    invitation: z.string(),
    at: z.string(),
  }),
  output: AccountDone,
  async run(context, { account, at, ...bound }) {
    const next = { ...bound, state: 'bound' as const, boundAt: at }
    const news = [touching({ account, ...next }, [{ kind: 'account', id: account }])]
    if ((await context.read(Account).get(account)) === undefined) return create(Account, account, next, news)
    const stored = await context.load(Account, account)
    return stored.data.boundAt > at ? answer({ account }) : change(Account, stored, next, news)
  },
  outputOf: ({ id }) => ({ account: id }),
})
