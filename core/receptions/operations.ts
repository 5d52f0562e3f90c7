import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { maySee, OFFICE_ROLES, readCase } from '../feedback/access.ts'
import { Case } from '../feedback/case.ts'
import { type Actor, actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { officeOf } from '../people/office-of.ts'
import { Reception } from './reception.ts'

const Input = z.object({
  kind: z.enum(['reception', 'visit']),
  day: z.iso.date(),
  leader: z.string(),
  place: z.string().trim().min(1).max(200),
  people: z.number().int().min(0).max(100_000),
  summary: z.string().trim().min(2).max(10_000),
  /** Ids of cases that the actor may see. */
  cases: z.array(z.string()).max(50).default([]),
})

/** Records a reception day. */
export const record = operation({
  name: 'receptions.record',
  summary: 'Record a day on which a leader received people or went to them',
  allow: ['officer', 'director'],
  input: Input,
  output: z.object({ id: z.string() }),
  async run(context, input) {
    const org = await organisation(context)
    if (input.day > calendarOf(context.content).dayAt(context.now))
      throw refusal('reception.in-the-future', { day: input.day })
    if (org.person(input.leader)?.state !== 'active') throw refusal('reception.leader-unknown')
    for (const id of input.cases) await readCase(context, id)
    return create(Reception, context.newId(Reception), {
      ...input,
      cases: [...new Set(input.cases)],
      office: officeOf(context),
      recordedAt: context.now,
      recordedBy: actorName(context.actor),
    })
  },
  outputOf: ({ id }) => ({ id }),
})

/** The unit that the actor records for: the office where they are in it, or else their own. */
const Line = z.object({
  id: z.string(),
  kind: z.enum(['reception', 'visit']),
  day: z.string(),
  leader: z.string(),
  place: z.string(),
  people: z.number(),
  summary: z.string(),
  /** Numbers of the cases that the reader may see. */
  cases: z.array(z.string()),
})
export type ReceptionLine = z.infer<typeof Line>

/** The reception days of the actor's offices in a period, the newest first, with how many days and people in all. */
export const list = query({
  name: 'receptions.list',
  summary: 'List reception days, the newest first, with totals of the period',
  allow: [...OFFICE_ROLES],
  input: z.object({
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(20),
  }),
  output: z.object({ rows: z.array(Line), days: z.number(), people: z.number() }),
  async run(context, { from, to, limit }) {
    const found: Stored<Reception>[] = []
    for (const where of inOffices(context.actor)) {
      const day = { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lte: to }) }
      const bounded = Object.keys(day).length === 0 ? where : { ...where, 'data.day': day }
      for await (const stored of context.read(Reception).stream({ where: bounded })) found.push(stored)
    }
    found.sort((a, b) => (a.data.day === b.data.day ? (a.id < b.id ? -1 : 1) : a.data.day < b.data.day ? 1 : -1))
    const rows = await Promise.all(found.slice(0, limit).map((stored) => lineOf(context, stored)))
    return { rows, days: found.length, people: found.reduce((sum, { data }) => sum + data.people, 0) }
  },
})

const inOffices = (actor: Actor) =>
  actor.kind === 'person' ? actor.units.map((unit) => ({ 'data.office': unit })) : actor.kind === 'system' ? [{}] : []

const lineOf = async (context: Context, { id, data }: Stored<Reception>): Promise<ReceptionLine> => {
  const org = await organisation(context)
  const cases = await Promise.all(data.cases.map((each) => context.read(Case).get(each)))
  return {
    ...{
      id,
      kind: data.kind,
      day: data.day,
      leader: data.leader,
      place: data.place,
      people: data.people,
      summary: data.summary,
    },
    cases: cases.flatMap((each) =>
      each !== undefined && maySee(org, context.actor, each.data) ? [each.data.number] : [],
    ),
  }
}
