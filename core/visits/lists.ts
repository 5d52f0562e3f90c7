import { z } from 'zod'
import { hasRole } from '../kernel/actor.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { decidesOnVisit, maySeeVisit, readVisit } from './access.ts'
import { Visit } from './visit.ts'

const Line = z.object({
  id: z.string(),
  number: z.string(),
  day: z.string(),
  unit: z.string(),
  announced: z.boolean(),
  findings: z.number(),
  /** Findings that nobody has decided on. */
  open: z.number(),
})
export type VisitLine = z.infer<typeof Line>

const LOOKERS = ['supervisor', 'officer', 'director', 'viewer', 'auditor'] as const

/** Visits that whoever asks may see, the newest first: their own for supervisors. */
export const list = query({
  name: 'visits.list',
  summary: 'List visits, the newest first, with how many findings nobody has decided on',
  allow: [...LOOKERS],
  input: z.object({
    limit: z.coerce.number().int().min(1).max(50).default(8),
    from: z.coerce.number().int().min(0).max(1_000_000).optional(),
  }),
  /** `next`: from where there are more. */
  output: z.object({ rows: z.array(Line), next: z.number().optional() }),
  async run(context, { limit, from = 0 }) {
    const org = await organisation(context)
    const { actor } = context
    const isOffice = hasRole(actor, 'officer', 'director', 'viewer', 'auditor')
    const where = actor.kind === 'person' && !isOffice ? { 'data.supervisor': actor.person } : {}
    const rows: VisitLine[] = []
    let passed = 0
    for await (const { id, data } of context.read(Visit).stream({ where, order: ['-data.recordedAt'] })) {
      if (!maySeeVisit(org, actor, data) || passed++ < from) continue
      if (rows.length === limit) return { rows, next: from + limit }
      const { number, day, unit, announced, findings } = data
      const open = findings.filter(({ became }) => became === undefined).length
      rows.push({ id, number, day, unit, announced, findings: findings.length, open })
    }
    return { rows }
  },
})

/** One visit, with whether whoever asks decides on its findings. */
export const read = query({
  name: 'visits.read',
  summary: 'A visit with its checklist and findings',
  allow: [...LOOKERS],
  input: z.object({ visit: z.string().max(60) }),
  output: z.object({ id: z.string(), data: Visit.schema, decides: z.boolean(), own: z.boolean() }),
  async run(context, { visit }) {
    const number = visit.normalize('NFKC').toUpperCase()
    const named = await context.read(Visit).first({ where: { 'data.number': number } })
    const { id, data }: Stored<Visit> = await readVisit(context, named?.id ?? visit)
    const decides = decidesOnVisit(await organisation(context), context.actor, data)
    const own = context.actor.kind === 'person' && context.actor.person === data.supervisor
    return { id, data, decides: decides && hasRole(context.actor, 'officer', 'director'), own }
  },
})
