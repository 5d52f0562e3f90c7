import { z } from 'zod'
import { OFFICE_ROLES } from '../feedback/access.ts'
import { type Actor, hasRole } from '../kernel/actor.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { AFTER, inOrder, pageOf } from '../kernel/walk.ts'
import { organisation } from '../people/index.ts'
import type { Where } from '../ports/store.ts'
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
    /** The `next` of the page before. */
    after: AFTER,
  }),
  output: z.object({ rows: z.array(Line), next: z.string().optional() }),
  async run(context, { limit, after }) {
    const org = await organisation(context)
    const order = { by: 'recordedAt', direction: 'newest', after, ahead: limit + 1 } as const
    const { rows, next } = await pageOf(inOrder(context.read(Visit), questions(context.actor), order), {
      ...{ by: order.by, limit },
      wanted: ({ data }) => maySeeVisit(org, context.actor, data),
    })
    return { rows: rows.map(lineOf), ...(next === undefined ? {} : { next }) }
  },
})

/** The questions that find all that whoever asks may see, each over an index of its own. */
const questions = (actor: Actor): readonly Where[] => {
  if (actor.kind !== 'person') return [{}]
  const offices = hasRole(actor, ...OFFICE_ROLES) ? actor.units.map((unit) => ({ 'data.office': unit })) : []
  return [...offices, { 'data.supervisor': actor.person }]
}

const lineOf = ({ id, data: { number, day, unit, announced, findings } }: Stored<Visit>): VisitLine => {
  const open = findings.filter(({ became }) => became === undefined).length
  return { id, number, day, unit, announced, findings: findings.length, open }
}

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
