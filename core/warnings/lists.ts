import { z } from 'zod'
import { type Actor, hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { idMeant } from '../numbering/numbering.ts'
import { type Organisation, organisation } from '../people/index.ts'
import type { Where } from '../ports/store.ts'
import { Part, partsIn } from './access.ts'
import { OPEN, OWED } from './lifecycle.ts'
import { Severity, Warning, type WarningData, WarningSchema, WarningState } from './warning.ts'

const Line = z.object({
  id: z.string(),
  number: z.string(),
  severity: Severity,
  state: WarningState,
  to: z.string(),
  unit: z.string(),
  issuedAt: z.string(),
  due: z.string(),
  ground: WarningSchema.shape.ground.shape.says,
  /** The person says that the ground is wrong, and nobody has decided. */
  disputed: z.boolean(),
})
export type WarningLine = z.infer<typeof Line>

const lineOf = ({ id, data }: Stored<WarningData>): WarningLine => ({
  id,
  number: data.number,
  severity: data.severity,
  state: data.state,
  to: data.to,
  unit: data.unit,
  issuedAt: data.issuedAt,
  due: data.due.day,
  ground: data.ground.says,
  disputed: data.dispute !== undefined && data.dispute.decided === undefined,
})

/**
 * What is listed: `mine` I have to answer; `told` I was copied on and is open; `office` waits for a decision of my
 * office; `open` and `all` are what my office has issued.
 */
export const Shown = z.enum(['mine', 'told', 'office', 'open', 'all'])
export type Shown = z.infer<typeof Shown>

/** Warnings, the newest first, a page at a time. */
export const list = query({
  name: 'warnings.list',
  summary: 'List warnings: yours, those that you were told of, or those of your office, the newest first',
  allow: 'person',
  input: z.object({
    show: Shown.default('mine'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    /** The `next` of the page before. */
    after: z.string().max(100).optional(),
  }),
  output: z.object({ rows: z.array(Line), next: z.string().optional() }),
  async run(context, { show, limit, after }) {
    const org = await organisation(context)
    const rows: Stored<WarningData>[] = []
    for await (const stored of newest(context, questions(org, context.actor, show), after)) {
      if (!fits(show, stored.data)) continue
      const parts = await partsIn(context, stored.data)
      if (parts === undefined || (show === 'mine' && !parts.includes('person'))) continue
      if (rows.length === limit) return { rows: rows.map(lineOf), next: cursor(rows.at(-1)) }
      rows.push(stored)
    }
    return { rows: rows.map(lineOf) }
  },
})

const fits = (show: Shown, data: WarningData): boolean => {
  if (show === 'told' || show === 'open') return OPEN.includes(data.state)
  if (show !== 'office' || data.state === 'answered' || data.state === 'accepted') return true
  const { dispute, moreTime } = data
  return [dispute, moreTime].some((asked) => asked !== undefined && asked.decided === undefined)
}

/** Each over an index of its own. */
const questions = (org: Organisation, actor: Actor, show: Shown): readonly Where[] => {
  if (actor.kind !== 'person') return actor.kind === 'system' ? [{}] : []
  if (show === 'mine')
    return [actor.person, ...stoodInFor(org, actor.person)].flatMap((to) =>
      OWED.map((state) => ({ 'data.to': to, 'data.state': state })),
    )
  if (show === 'told') return [{ 'data.copies': { has: actor.person } }]
  if (!hasRole(actor, 'officer', 'director', 'viewer', 'auditor')) return []
  if (show === 'all') return actor.units.map((unit) => ({ 'data.office': unit }))
  return actor.units.flatMap((unit) => OPEN.map((state) => ({ 'data.office': unit, 'data.state': state })))
}

/** Those who are away and for whom `person` may have to act: what is owed by them is owed by whoever stands in. */
const stoodInFor = (org: Organisation, person: string): readonly string[] =>
  org
    .people()
    .filter((each) => org.standIns(each.code).some((standing) => standing.person.code === person))
    .map(({ code }) => code)

const cursor = (last: Stored<WarningData> | undefined): string => `${last?.data.issuedAt ?? ''}~${last?.id ?? ''}`

/** The answers of several questions in one order, each warning once; no more is read than a page ahead of each. */
async function* newest(
  context: Context,
  wheres: readonly Where[],
  after: string | undefined,
): AsyncGenerator<Stored<WarningData>> {
  const [at, lastId] = after?.split('~') ?? []
  const bound: Where = at === undefined || at === '' ? {} : { 'data.issuedAt': { lte: at } }
  const heads: { rows: AsyncIterator<Stored<WarningData>>; head: Stored<WarningData> }[] = []
  for (const where of wheres) {
    const rows = context
      .read(Warning)
      .stream({ where: { ...where, ...bound }, order: ['-data.issuedAt'] })
      [Symbol.asyncIterator]()
    const first = await rows.next()
    if (first.done !== true) heads.push({ rows, head: first.value })
  }
  while (heads.length > 0) {
    const next = heads.reduce((best, each) => (isNewer(each.head, best.head) ? each : best))
    const { head } = next
    if (head.data.issuedAt !== at || lastId === undefined || head.id > lastId) yield head
    const following = await next.rows.next()
    if (following.done === true) heads.splice(heads.indexOf(next), 1)
    else next.head = following.value
  }
}

const isNewer = (a: Stored<WarningData>, b: Stored<WarningData>): boolean =>
  a.data.issuedAt === b.data.issuedAt ? a.id < b.id : a.data.issuedAt > b.data.issuedAt

/** One warning, with every step of its life. */
export const read = query({
  name: 'warnings.read',
  summary: 'Read a warning that concerns you, by its id or its number',
  allow: 'person',
  input: z.object({ warning: z.string().min(1).max(60) }),
  output: z.object({
    ...{ id: z.string(), data: WarningSchema },
    /** In which parts whoever asks may take steps. */
    parts: z.array(Part),
  }),
  async run(context, input) {
    const id = await idMeant(context, Warning, 'W', input.warning)
    const stored = id === undefined ? undefined : await context.read(Warning).get(id)
    const parts = stored === undefined ? undefined : await partsIn(context, stored.data)
    if (stored === undefined || parts === undefined) throw notFound('warnings.not-found')
    return { id: stored.id, data: stored.data, parts: [...parts] }
  },
})
