import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import { Account } from '../people/account.ts'
import { Person } from '../people/person.ts'
import { Stratum } from '../people/stratum.ts'
import { Network } from './content.ts'
import { unreachedMembers } from './unreached.ts'

const Row = z.strictObject({
  /** The stratum, or the place. */
  key: z.string(),
  target: z.number(),
  members: z.number(),
  joined: z.number(),
  /** How many of those that have joined no message reaches any more. */
  unreached: z.number(),
})
type Row = z.infer<typeof Row>

const Asked = z.strictObject({ by: z.enum(['stratum', 'place']).default('stratum'), stratum: Stratum.optional() })
type Asked = z.infer<typeof Asked>

const Board = z.strictObject({
  rows: z.array(Row),
  all: Row,
  /** Members who have not bound a chat yet. */
  waiting: z.array(z.string()),
  /** Members who have joined and whom no message reaches any more, with the reason. */
  unreached: z.array(z.strictObject({ person: z.string(), reason: z.string() })),
})
type Board = z.infer<typeof Board>

/** How many members there are, and how many of them have joined, against what there should be. */
export const board = query({
  name: 'network.board',
  summary: 'How many members of contact points have joined, by stratum and place, against the targets',
  allow: ['officer', 'director', 'viewer', 'auditor'],
  input: Asked,
  output: Board,
  run: (context, asked) => boardOf(context, asked),
})

/** The same for whoever has the right to ask already. */
export const boardOf = async (context: Context, { by, stratum }: Asked): Promise<Board> => {
  const joined = new Set<string>()
  for await (const { data } of context.read(Account).stream({ where: { 'data.state': 'bound' } }))
    joined.add(data.person)
  const rows = new Map<string, Row>()
  const dead = await unreachedMembers(context)
  const all: Row = { key: '', target: 0, members: 0, joined: 0, unreached: 0 }
  const waiting: string[] = []
  const unreached: Board['unreached'] = []
  const rowOf = (key: string): Row => {
    const row = rows.get(key) ?? { key, target: 0, members: 0, joined: 0, unreached: 0 }
    rows.set(key, row)
    return row
  }
  if (by === 'stratum') for (const key of stratum === undefined ? Stratum.options : [stratum]) rowOf(key)
  for (const quota of context.content.only(Network).quotas) {
    if (stratum !== undefined && quota.stratum !== stratum) continue
    all.target += quota.target
    const key = by === 'stratum' ? quota.stratum : quota.place
    if (key !== undefined) rowOf(key).target += quota.target
  }
  for await (const { data } of context.read(Person).stream({})) {
    if (!data.roles.includes('contact-point') || data.state === 'left') continue
    if (stratum !== undefined && data.stratum !== stratum) continue
    const reason = joined.has(data.code) ? dead.get(data.code) : undefined
    if (reason !== undefined) unreached.push({ person: data.code, reason })
    for (const row of [all, rowOf((by === 'stratum' ? data.stratum : data.place) ?? '')]) {
      row.members++
      if (joined.has(data.code)) row.joined++
      if (reason !== undefined) row.unreached++
    }
    if (!joined.has(data.code)) waiting.push(data.code)
  }
  unreached.sort((a, b) => (a.person < b.person ? -1 : 1))
  return { rows: [...rows.values()], all, waiting: waiting.sort(), unreached }
}
