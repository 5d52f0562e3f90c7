import { z } from 'zod'
import { Role } from '../kernel/actor.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import type { Seal } from '../ports/seal.ts'

/** How long a token is good for unless somebody says otherwise, and at most, in days. */
export const DEFAULT_DAYS = 90
export const MOST_DAYS = 366

/** What lets a program act through the API. Its id is a keyed digest of the token: the token itself is kept nowhere. */
export const ApiToken = record('api-token', {
  prefix: 'k',
  schema: z.strictObject({
    /** What it is for, in the words of whoever made it. */
    label: z.string(),
    /** What it may do; for a person's token at most what the person may do. None: all that the person may do. */
    roles: z.array(Role),
    /** The person in whose name it acts; without one it acts in its own. */
    person: z.string().optional(),
    /** Codes of the units that it acts for; for a person's token at most theirs. */
    units: z.array(z.string()),
    createdAt: z.string(),
    expiresAt: z.string(),
    revokedAt: z.string().optional(),
    /** The last day (UTC, `2025-06-30`) on which it was used. */
    lastUsedDay: z.string().optional(),
  }),
  keepSteps: 20,
  indexes: [{ paths: ['data.createdAt'] }],
})
export type ApiToken = RecordOf<typeof ApiToken>

/** The token made under the execution `key`: the same again for the same key, and not to be guessed (256 bits). */
export const tokenFrom = (seal: Seal, key: string): string =>
  `cp_${seal.blind(key, 'api-token:1')}${seal.blind(key, 'api-token:2')}`

/** Whether a text can be a token at all. */
export const isToken = (text: string): boolean => /^cp_[0-9a-f]{64}$/.test(text)

export const tokenId = (seal: Seal, token: string): string => `${ApiToken.prefix}${seal.blind(token, 'api-token')}`
