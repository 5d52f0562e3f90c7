import { z } from 'zod'
import { Role } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { personActor } from '../people/index.ts'
import { DAY, later } from '../ports/clock.ts'
import { ApiToken, DEFAULT_DAYS, MOST_DAYS, tokenFrom, tokenId } from './token.ts'

const Shown = z.strictObject({
  id: z.string(),
  label: z.string(),
  roles: z.array(Role),
  person: z.string().optional(),
  units: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().optional(),
  lastUsedDay: z.string().optional(),
})
type Shown = z.infer<typeof Shown>

const shown = ({ id, data }: Stored<ApiToken>): Shown => ({ id, ...data })

export const createToken = operation({
  name: 'access.createToken',
  summary: 'Make a token for the API; it is told this once and kept nowhere.',
  allow: ['administrator'],
  input: z
    .strictObject({
      label: z
        .string()
        .trim()
        .min(1)
        .max(80)
        .meta({ examples: ['Monthly report'] }),
      roles: z
        .array(Role)
        .default([])
        .meta({ examples: [['viewer']] }),
      person: z.string().min(1).optional(),
      units: z.array(z.string().min(1)).max(200).default([]),
      days: z.int().min(1).max(MOST_DAYS).default(DEFAULT_DAYS),
    })
    .refine(({ roles, person }) => roles.length > 0 || person !== undefined, {
      path: ['roles'],
      message: 'name a role, or a person whose roles it has',
    }),
  output: Shown.extend({ token: z.string() }),
  async run(context, { label, roles, person, units, days }) {
    if (person !== undefined && (await personActor(context, person)) === undefined) {
      throw notFound('access.no-person', { person })
    }
    return create(ApiToken, tokenId(context.seal, tokenFrom(context.seal, context.key)), {
      label,
      roles: [...new Set(roles)],
      ...(person === undefined ? {} : { person }),
      units: [...new Set(units)],
      createdAt: context.now,
      expiresAt: later(context.now, days * DAY),
    })
  },
  outputOf: (stored: Stored<ApiToken>, context: Context) => ({
    ...shown(stored),
    token: tokenFrom(context.seal, context.key),
  }),
})

export const revokeToken = operation({
  name: 'access.revokeToken',
  summary: 'Make a token useless, at once and for good.',
  allow: ['administrator'],
  input: z.strictObject({ id: z.string().min(1) }),
  output: Shown,
  async run(context, { id }) {
    if ((await context.read(ApiToken).get(id)) === undefined) throw notFound('access.no-token-there', { id })
    const token = await context.load(ApiToken, id)
    if (token.data.revokedAt !== undefined) return answer(shown(token))
    return change(ApiToken, token, { ...token.data, revokedAt: context.now })
  },
  outputOf: shown,
})

export const listTokens = query({
  name: 'access.listTokens',
  summary: 'List the tokens that were made, the newest first.',
  allow: ['administrator', 'auditor'],
  input: z.strictObject({
    after: z.string().optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.strictObject({ rows: z.array(Shown), next: z.string().optional() }),
  async run(context, { after, limit }) {
    const page = await context
      .read(ApiToken)
      .page({ order: ['-data.createdAt'], limit, ...(after === undefined ? {} : { after }) })
    return { rows: page.rows.map(shown), ...(page.next === undefined ? {} : { next: page.next }) }
  },
})

/** Remembers the day of the last use, so that tokens which nobody needs can be found. */
export const noteUse = operation({
  name: 'access.noteUse',
  summary: 'Remember on which day a token was last used.',
  allow: 'system',
  audited: false,
  input: z.strictObject({ id: z.string() }),
  output: z.strictObject({}),
  async run(context, { id }) {
    const token = await context.load(ApiToken, id)
    const today = context.now.slice(0, 10)
    if (token.data.lastUsedDay === today) return answer({})
    return change(ApiToken, token, { ...token.data, lastUsedDay: today })
  },
  outputOf: () => ({}),
})
