import { z } from 'zod'
import { type RecordOf, record } from '../kernel/record.ts'
import type { Seal } from '../ports/seal.ts'
import { Code } from './unit.ts'

/** A single-use, expiring invitation for one person. Its id is the blinded code: the code itself is kept nowhere. */
export const Invitation = record('invitation', {
  prefix: 'i',
  schema: z.strictObject({
    person: Code,
    expiresAt: z.string(),
    state: z.enum(['open', 'used']),
    usedAt: z.string().optional(),
    /** The account that it bound. */
    account: z.string().optional(),
  }),
  indexes: [{ paths: ['data.person', 'data.expiresAt'] }],
})
export type Invitation = RecordOf<typeof Invitation>

/** Nothing that is mistaken for something else when it is read aloud or copied by hand: no 0 O, 1 I L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 10
const PAYLOAD = 'join-'

/** The code of the invitation made under `key`: the same again for the same key, and not to be guessed (49 bits). */
export const invitationCode = (seal: Seal, key: string): string => {
  let rest = BigInt(`0x${seal.blind(key, 'invitation-code')}`)
  let code = ''
  for (let n = 0; n < LENGTH; n++) {
    code += ALPHABET[Number(rest % BigInt(ALPHABET.length))]
    rest /= BigInt(ALPHABET.length)
  }
  return code
}

/** What was typed, as codes are written; undefined when it can't be one. */
export const readInvitationCode = (typed: string): string | undefined => {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―·.]/g, '')
  return code.length === LENGTH && [...code].every((each) => ALPHABET.includes(each)) ? code : undefined
}

export const invitationId = (seal: Seal, code: string): string =>
  `${Invitation.prefix}${seal.blind(code, 'invitation')}`

/** What a deep link or a QR code carries: at most 64 characters of `A-Za-z0-9_-`. */
export const invitationPayload = (code: string): string => `${PAYLOAD}${code}`

/** The code in a deep link's payload; undefined when the link is about something else. */
export const codeInPayload = (payload: string): string | undefined =>
  payload.startsWith(PAYLOAD) ? readInvitationCode(payload.slice(PAYLOAD.length)) : undefined
