import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Localized } from '../content/localized.ts'
import { readCase, runs } from '../feedback/access.ts'
import { Case } from '../feedback/case.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { change, create } from '../kernel/outcome.ts'
import { findMatters } from '../matters/find.ts'
import { mattersOf } from '../matters/matter.ts'
import { organisation } from '../people/index.ts'
import { requireNeutral } from './neutral.ts'
import { PublicResult } from './result.ts'

const OFFICERS = ['officer', 'director'] as const

const Words = z.string().trim().min(8).max(400)

/** @throws Refusal `case.not-found`, `not-allowed`, `results.not-closed` */
const closedCase = async (context: Context, id: string) => {
  const stored = await readCase(context, id)
  const org = await organisation(context)
  if (!runs(org, context.actor, stored.data)) throw forbidden()
  if (stored.data.state !== 'closed' || stored.data.closedAt === undefined) throw refusal('results.not-closed')
  return { org, data: stored.data, closedAt: stored.data.closedAt }
}

const publishedFor = (context: Context, id: string) => context.read(PublicResult).first({ where: { 'data.case': id } })

/** Shows everybody what came of a closed case, in words of the office's own. Done again, the words are changed. */
export const publish = operation({
  name: 'results.publish',
  summary: 'Publish what came of a closed case, in neutral words that name nobody',
  allow: [...OFFICERS],
  input: z.strictObject({ case: z.string().max(60), problem: Words, result: Words }),
  output: z.strictObject({ result: z.string() }),
  async run(context, { case: id, problem, result }) {
    const { org, data, closedAt } = await closedCase(context, id)
    requireNeutral(org, `${problem}\n${result}`, data)
    const published: PublicResult = {
      ...{ case: id, problem, result, shown: true },
      ...(data.matter === undefined ? {} : { matter: data.matter }),
      ...(data.lead === undefined ? {} : { unit: data.lead }),
      month: calendarOf(context.content).dayAt(closedAt).slice(0, 7),
      ...{ publishedAt: context.now, publishedBy: actorName(context.actor) },
    }
    const before = await publishedFor(context, id)
    if (before === undefined) return create(PublicResult, context.newId(PublicResult), published)
    const stored = await context.load(PublicResult, before.id)
    return change(PublicResult, stored, published)
  },
  outputOf: ({ id }) => ({ result: id }),
})

/** Takes back what was published; nobody but the office sees it any more. */
export const withdraw = operation({
  name: 'results.withdraw',
  summary: 'Take back what was published of a case',
  allow: [...OFFICERS],
  input: z.strictObject({ case: z.string().max(60) }),
  output: z.strictObject({ result: z.string() }),
  async run(context, { case: id }) {
    const { data } = await readCase(context, id)
    if (!runs(await organisation(context), context.actor, data)) throw forbidden()
    const before = await publishedFor(context, id)
    if (before === undefined) throw notFound('results.none-of-case')
    const stored = await context.load(PublicResult, before.id)
    return change(PublicResult, stored, { ...stored.data, shown: false })
  },
  outputOf: ({ id }) => ({ result: id }),
})

const Row = z.strictObject({
  result: z.string(),
  matter: z.string().optional(),
  matterName: Localized.optional(),
  unit: z.string().optional(),
  problem: z.string(),
  outcome: z.string(),
  /** `YYYY-MM` */
  month: z.string(),
})
export type ResultRow = z.infer<typeof Row>

/** What came of problems, the newest first: of all, or of the matters that `about` names. */
export const list = query({
  name: 'results.list',
  summary: 'What came of problems that people brought, the newest first; nobody is named',
  allow: 'anyone',
  input: z.strictObject({
    /** A few words, or the code of a matter. */
    about: z.string().trim().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(10),
    after: z.string().optional(),
  }),
  output: z.strictObject({ rows: z.array(Row), next: z.string().optional() }),
  async run(context, { about = '', limit, after }) {
    const codes = about === '' ? undefined : findMatters(context.content, about).map(({ code }) => code)
    if (codes?.length === 0) return { rows: [] }
    const page = await context.read(PublicResult).page({
      where: { 'data.shown': true, ...(codes === undefined ? {} : { 'data.matter': { in: codes } }) },
      order: ['-data.publishedAt'],
      limit,
      ...(after === undefined ? {} : { after }),
    })
    const org = await organisation(context)
    const matters = mattersOf(context.content)
    const open = await Promise.all(page.rows.map(({ data }) => stillClosed(context, data.case)))
    const rows = page.rows
      .filter((_row, n) => open[n])
      .map(({ id, data: { matter, unit, problem, result, month } }) => {
        const known = matter === undefined ? undefined : matters.get(matter)
        const name = unit === undefined ? undefined : org.unit(unit)?.name
        return {
          ...{ result: id, problem, outcome: result, month },
          ...(known === undefined ? {} : { matter: known.code, matterName: known.name }),
          ...(name === undefined ? {} : { unit: name }),
        }
      })
    return { rows, ...(page.next === undefined ? {} : { next: page.next }) }
  },
})

/** A case that was opened again has no result yet. */
const stillClosed = async (context: Context, id: string): Promise<boolean> =>
  (await context.read(Case).get(id))?.data.state === 'closed'
