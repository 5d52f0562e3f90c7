import { z } from 'zod'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import type { Seal } from '../ports/seal.ts'
import { Code } from './unit.ts'

/**
 * A chat account of a person. Its id is the blinded key of channel and address, so that who writes is recognised
 * without the platform's id being kept in the open; the address itself is sealed.
 */
export const Account = record('account', {
  prefix: 'a',
  schema: z.strictObject({
    channel: z.string().min(1),
    person: Code,
    state: z.enum(['bound', 'unbound']),
    /** Sealed under `addressBond(person)`; gone once it is unbound. */
    address: z.string().optional(),
    boundAt: z.string(),
    /** The invitation that bound it. */
    invitation: z.string(),
  }),
  indexes: [{ paths: ['data.person', 'data.boundAt'] }],
})
export type Account = RecordOf<typeof Account>

/** The key under which a chat is known: equal for equal chats, and nothing can be read back from it. */
export const accountKey = (seal: Seal, channel: string, address: string): string =>
  seal.blind(`${channel}:${address}`, 'chat')

/** What the address of a person's account is bound to. */
export const addressBond = (person: string): string => `person:${person}:address`

/** Where a person can be reached. */
export interface SealedAddress {
  /** The account's id. */
  readonly account: string
  readonly channel: string
  /** Opened with `seal.open(sealed, bond)`, at the moment of sending. */
  readonly sealed: string
  readonly bond: string
}

/** The preferred channel first, then the account that was bound last. */
export const inOrderOfPreference = (
  accounts: readonly Stored<Account>[],
  preferred: string | undefined,
): readonly SealedAddress[] =>
  [...accounts]
    .sort((a, b) => rank(a, preferred) - rank(b, preferred) || (a.data.boundAt < b.data.boundAt ? 1 : -1))
    .flatMap(({ id, data }) =>
      data.state === 'bound' && data.address !== undefined
        ? [{ account: id, channel: data.channel, sealed: data.address, bond: addressBond(data.person) }]
        : [],
    )

const rank = (account: Stored<Account>, preferred: string | undefined): number =>
  account.data.channel === preferred ? 0 : 1
