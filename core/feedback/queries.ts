import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { blindCode } from '../reporters/seal-reporter.ts'
import { caseIdOf, Reporter } from '../reporters/reporter.ts'
import { isReporter, maySee, readCase } from './access.ts'
import { Case, type CaseData, CaseSchema, CaseState } from './case.ts'

const Read = z.object({ id: z.string(), version: z.number(), data: CaseSchema })

/** One line of a queue. */
const Line = z.object({
  id: z.string(),
  number: z.string(),
  state: CaseState,
  receivedAt: z.string(),
  matter: z.string().optional(),
  lead: z.string().optional(),
  due: z.string().optional(),
  urgent: z.boolean(),
  text: z.string(),
})
export type CaseLine = z.infer<typeof Line>
const Lines = z.object({ rows: z.array(Line), next: z.string().optional() })

const lineOf = ({ id, data }: Stored<CaseData>): CaseLine => ({
  id,
  number: data.number,
  state: data.state,
  receivedAt: data.receivedAt,
  ...(data.matter === undefined ? {} : { matter: data.matter }),
  ...(data.lead === undefined ? {} : { lead: data.lead }),
  ...(data.due === undefined ? {} : { due: data.due.day }),
  urgent: data.urgent,
  text: data.text.slice(0, 120),
})

/** The whole matter of a case, without who reported it. */
export const read = query({
  name: 'feedback.read',
  summary: 'Read a case',
  allow: 'staff',
  input: z.object({ case: z.string() }),
  output: Read,
  run: async (context, input) => {
    const { id, version, data } = await readCase(context, input.case)
    return { id, version, data }
  },
})

const Paging = { limit: z.coerce.number().int().min(1).max(200).default(20), after: z.string().optional() }

/** The cases that the actor may see, the oldest first: those of one state, or all that are open. */
export const queue = query({
  name: 'feedback.queue',
  summary: 'List the cases that you may see, the oldest first',
  allow: 'staff',
  input: z.object({ state: CaseState.optional(), unit: z.string().optional(), number: z.string().optional(), ...Paging }),
  output: Lines,
  run: async (context, input) => {
    const { actor } = context
    const org = await organisation(context)
    const office = actor.kind === 'person' && !actor.roles.some((role) => role !== 'handler') ? undefined : 'office'
    const unit = input.unit ?? (office === undefined && actor.kind === 'person' ? actor.units[0] : undefined)
    const where = {
      ...(input.state === undefined ? {} : { 'data.state': input.state }),
      ...(input.number === undefined ? {} : { 'data.number': { prefix: input.number } }),
      ...(unit === undefined ? {} : { 'data.units': { has: unit } }),
    }
    const page = await context.read(Case).page({ where, order: ['data.receivedAt'], limit: input.limit, ...(input.after === undefined ? {} : { after: input.after }) })
    const rows = page.rows.filter((row) => maySee(org, actor, row.data)).map(lineOf)
    return { rows, ...(page.next === undefined ? {} : { next: page.next }) }
  },
})

/** What a reporter may see of their case. */
const Own = z.object({ id: z.string(), data: CaseSchema })

/** The cases that were reported from this chat, the newest first. */
export const mine = query({
  name: 'feedback.mine',
  summary: 'The cases that you reported from this chat',
  allow: 'anyone',
  input: z.object({}),
  output: z.object({ rows: z.array(Own) }),
  run: async (context) => ({ rows: await casesOf(context) }),
})

const casesOf = async (context: Context): Promise<{ id: string; data: CaseData }[]> => {
  const { actor } = context
  if (actor.kind === 'system') return []
  const ids = new Set<string>(actor.follows === undefined ? [] : [actor.follows])
  if (actor.chat !== undefined) {
    const { rows } = await context.read(Reporter).page({ where: { 'data.chat.key': actor.chat }, limit: 50 })
    for (const { id } of rows) ids.add(caseIdOf(id))
  }
  const found = await Promise.all([...ids].map((id) => context.read(Case).get(id)))
  return found
    .flatMap((stored) => (stored === undefined ? [] : [{ id: stored.id, data: stored.data }]))
    .sort((a, b) => (a.data.receivedAt < b.data.receivedAt ? 1 : -1))
}

/** One case, for who reported it. */
export const own = query({
  name: 'feedback.own-case',
  summary: 'Read a case that you reported',
  allow: 'anyone',
  input: z.object({ case: z.string() }),
  output: Own,
  run: async (context, input) => {
    const stored = (await isReporter(context, input.case)) ? await context.read(Case).get(input.case) : undefined
    if (stored === undefined) throw notFound('case.not-found')
    return { id: stored.id, data: stored.data }
  },
})

/** The case of a secret code. The same refusal for every code that opens nothing. */
export const byCode = query({
  name: 'feedback.by-code',
  summary: 'Find a case by its secret code',
  allow: 'anyone',
  input: z.object({ code: z.string().max(200) }),
  output: Own,
  run: async (context, input) => {
    const digits = input.code.normalize('NFKC').replace(/\D/g, '')
    const reporter = await context.read(Reporter).first({ where: { 'data.code': blindCode(context.seal, digits) } })
    const stored = reporter === undefined ? undefined : await context.read(Case).get(caseIdOf(reporter.id))
    if (stored === undefined) throw notFound('case.not-found')
    return { id: stored.id, data: stored.data }
  },
})
