import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { maySee as maySeeCase, OFFICE_ROLES } from '../feedback/access.ts'
import { Case, CaseState } from '../feedback/case.ts'
import { type Actor, hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { AFTER, inOrder, pageOf } from '../kernel/walk.ts'
import { organisation } from '../people/index.ts'
import type { Where } from '../ports/store.ts'
import { leads, maySee, maySeeTask, readSpecial, runsIt } from './access.ts'
import { concernedOf } from './hidden-cases.ts'
import { Special, taskState } from './special.ts'

const Line = z.object({
  ...{ id: z.string(), number: z.string(), title: z.string(), state: z.enum(['open', 'closed']), to: z.string() },
  ...{ lead: z.string(), tasks: z.number(), open: z.number(), overdue: z.number() },
  /** Tasks of the reader's own units that are not done. */
  mine: z.array(z.object({ n: z.number(), what: z.string(), due: z.string() })),
})
export type SpecialLine = z.infer<typeof Line>

/** Campaigns that whoever asks may see, the newest first. */
export const list = query({
  name: 'special.list',
  summary: 'List special campaigns, the newest first, with how many tasks are open and overdue',
  allow: 'staff',
  input: z.object({
    only: z.enum(['open', 'all']).default('all'),
    limit: z.coerce.number().int().min(1).max(50).default(8),
    /** The `next` of the page before. */
    after: AFTER,
  }),
  output: z.object({ rows: z.array(Line), next: z.string().optional() }),
  async run(context, { only, limit, after }) {
    const { actor } = context
    const today = calendarOf(context.content).dayAt(context.now)
    const order = { by: 'openedAt', direction: 'newest', after, ahead: limit + 1 } as const
    const { rows, next } = await pageOf(inOrder(context.read(Special), questions(actor, only), order), {
      ...{ by: order.by, limit },
      wanted: ({ data }) => maySee(actor, data),
    })
    return { rows: rows.map((stored) => lineFor(actor, stored, today)), ...(next === undefined ? {} : { next }) }
  },
})

/** The questions that find all that whoever asks may see, each over an index of its own. */
const questions = (actor: Actor, only: 'open' | 'all'): readonly Where[] => {
  const where: Where = only === 'open' ? { 'data.state': 'open' } : {}
  if (actor.kind !== 'person') return [where]
  const units = hasRole(actor, 'handler') ? actor.units : []
  return [
    ...(hasRole(actor, ...OFFICE_ROLES) ? actor.units.map((office) => ({ ...where, 'data.office': office })) : []),
    ...units.map((lead) => ({ ...where, 'data.lead': lead })),
    ...units.map((unit) => ({ ...where, 'data.supporting': { has: unit } })),
  ]
}

const lineFor = (actor: Actor, { id, data }: Stored<Special>, today: string): SpecialLine => {
  const seen = data.tasks.filter((task) => maySeeTask(actor, data, task))
  const states = seen.map((task) => taskState(task, today))
  const mine = data.tasks.flatMap(({ unit, what, due, done }, n) =>
    done === undefined && actor.kind === 'person' && actor.units.includes(unit) ? [{ n, what, due }] : [],
  )
  return {
    ...{ id, number: data.number, title: data.title, state: data.state, to: data.to, lead: data.lead, mine },
    ...{ tasks: seen.length, open: states.filter((state) => state !== 'done').length },
    overdue: states.filter((state) => state === 'overdue').length,
  }
}

const CaseIn = z.object({
  ...{ id: z.string(), number: z.string(), state: CaseState },
  /** Units of the campaign that it complains about, and that never see it. */
  concerned: z.array(z.string()),
})

/** One campaign as its reader may see it: a supporting unit its own tasks, nobody a case that is closed to them. */
export const read = query({
  name: 'special.read',
  summary: 'A special campaign with its tasks, figures, notices and cases, as far as the reader may see them',
  allow: 'staff',
  input: z.object({ special: z.string().max(60) }),
  output: z.object({
    id: z.string(),
    data: Special.schema,
    cases: z.array(CaseIn),
    /** The places of the tasks in the campaign, in the order of `data.tasks`. */
    places: z.array(z.number()),
    runs: z.boolean(),
    leads: z.boolean(),
  }),
  async run(context, { special }) {
    const { id, data } = await readSpecial(context, special)
    const places = data.tasks.flatMap((task, n) => (maySeeTask(context.actor, data, task) ? [n] : []))
    const tasks = data.tasks.filter((task) => maySeeTask(context.actor, data, task))
    const cases = await casesIn(context, data)
    const shown = { ...data, tasks, cases: cases.map((each) => each.id), prints: [] }
    return { id, data: shown, cases, places, runs: runsIt(context.actor, data), leads: leads(context.actor, data) }
  },
})

/** The cases of a campaign that whoever asks may see. */
export const casesIn = async (
  context: Context,
  { cases, lead, supporting }: Special,
): Promise<z.infer<typeof CaseIn>[]> => {
  const org = await organisation(context)
  const found = await Promise.all(cases.map((each) => context.read(Case).get(each)))
  return found.flatMap((stored) =>
    stored !== undefined && maySeeCase(org, context.actor, stored.data)
      ? [
          {
            ...{ id: stored.id, number: stored.data.number, state: stored.data.state },
            concerned: [...concernedOf(org, stored.data, [lead, ...supporting])],
          },
        ]
      : [],
  )
}
