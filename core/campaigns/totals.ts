import { z } from 'zod'
import { calledIn, phrasesOf } from '../audiences/term.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import { Delivery } from '../messaging/index.ts'
import { placeIndex } from '../people/places.ts'
import { Unit } from '../people/unit.ts'
import type { Scalar } from '../ports/store.ts'
import { Addressee, AnswerState } from './addressee.ts'
import { Campaign, UNSENT } from './campaign.ts'
import { campaignNamed } from './campaign-named.ts'
import { Errand } from './errand.ts'

/** Who may look at campaigns. */
export const READERS = ['officer', 'director', 'viewer', 'auditor'] as const

const Which = z.strictObject({ campaign: z.string() })

const Totals = z.strictObject({
  campaign: z.string(),
  number: z.number(),
  kind: z.string(),
  title: z.string(),
  whom: z.string(),
  state: z.enum(['open', 'closed', 'cancelled']),
  opensAt: z.string(),
  closesAt: z.string().optional(),
  /** Whether everybody has been taken in; before that, `people` still grows. */
  planned: z.boolean(),
  people: z.number(),
  answered: z.number(),
  /** How many people are in which state of answering. */
  answers: z.record(z.string(), z.number()),
  /** How many of its messages are in which state of delivery; `planned` wait for their place in the spread. */
  deliveries: z.record(z.string(), z.number()),
})
export type Totals = z.infer<typeof Totals>

const counted = (counts: ReadonlyMap<Scalar, number>): Record<string, number> =>
  Object.fromEntries([...counts].map(([key, count]) => [String(key), count]))

/** How many people there are: without those who left the office before they answered. */
const sum = ({ left: _left, ...counts }: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0)

/** How many messages of a campaign are to people who are not counted any more. */
const sentToLeft = async (context: Context, campaign: string): Promise<number> => {
  const lanes: string[] = []
  const where = { 'data.campaign': campaign, 'data.state': 'left' }
  for await (const { data } of context.read(Addressee).stream({ where })) lanes.push(`person:${data.person}`)
  return context.read(Delivery).count({ 'data.about': campaign, 'data.lane': { in: lanes } })
}

/** How a campaign stands at this moment; nothing of it is kept twice. */
export const totals = query({
  name: 'campaigns.totals',
  summary: 'How many people of a campaign are in which state of answering and of delivery',
  allow: [...READERS],
  input: Which,
  output: Totals,
  async run(context, { campaign: named }) {
    const { id, data } = await campaignNamed(context, named)
    const [answers, deliveries, planning] = await Promise.all([
      context.read(Addressee).groupCount({ 'data.campaign': id }, 'data.state'),
      context.read(Delivery).groupCount({ 'data.about': id }, 'data.state'),
      context.read(Errand).get(`${id}:plan`),
    ])
    const byAnswer = counted(answers)
    const people = sum(byAnswer)
    const byDelivery = counted(deliveries)
    const unsent = UNSENT[data.state].state
    const ofLeft = (byAnswer.left ?? 0) === 0 ? 0 : await sentToLeft(context, id)
    const planned = Math.max(0, people - sum(byDelivery) + ofLeft)
    return {
      ...{ campaign: id, number: data.number, kind: data.kind.name, title: data.title, whom: data.whom },
      ...{ state: data.state, opensAt: data.opensAt, planned: planning?.data.state === 'done' },
      ...(data.closesAt === undefined ? {} : { closesAt: data.closesAt }),
      ...{ people, answered: people - (byAnswer.waiting ?? 0), answers: byAnswer },
      deliveries: planned === 0 ? byDelivery : { ...byDelivery, [unsent]: (byDelivery[unsent] ?? 0) + planned },
    }
  },
})

const Row = z.strictObject({
  /** The unit's code, the grade, the stratum, or the day. */
  key: z.string(),
  name: z.string(),
  people: z.number(),
  answered: z.number(),
  answers: z.record(z.string(), z.number()),
})

/** How far each unit, grade or stratum has answered, or how many answered on each day. */
export const coverage = query({
  name: 'campaigns.coverage',
  summary: 'How many people of each unit, risk grade or stratum have answered, or how many did on each day',
  allow: [...READERS],
  input: Which.extend({ by: z.enum(['unit', 'grade', 'stratum', 'place', 'day']).default('unit') }),
  output: z.strictObject({ rows: z.array(Row) }),
  async run(context, { campaign: named, by }) {
    const { id } = await campaignNamed(context, named)
    const rows = new Map<string, Record<string, number>>()
    // One count for each state: each is answered by the index alone.
    const counts = await Promise.all(
      AnswerState.options.map(async (state) => ({
        state,
        counts: await context.read(Addressee).groupCount({ 'data.campaign': id, 'data.state': state }, `data.${by}`),
      })),
    )
    for (const { state, counts: byKey } of counts) {
      for (const [key, count] of byKey) rows.set(String(key), { ...rows.get(String(key)), [state]: count })
    }
    const named_ = await Promise.all(
      [...rows].map(async ([key, answers]) => {
        const people = sum(answers)
        const name = await nameOf(context, by, key)
        return { key, name, people, answered: people - (answers.waiting ?? 0), answers }
      }),
    )
    return { rows: named_.sort((a, b) => (a.key < b.key ? -1 : 1)) }
  },
})

const nameOf = async (context: Context, by: string, key: string): Promise<string> => {
  if (by === 'unit') return (await context.read(Unit).get(key))?.data.name ?? key
  if (by === 'grade') return phrasesOf(context.content, `audience.grade.${key}`)[0] ?? key
  if (by === 'stratum') return calledIn(context.content, `audience.stratum.${key}`)
  if (by === 'place') return context.content.derive(placeIndex).byCode.get(key)?.name ?? key
  return key
}

const Listed = Totals.pick({ campaign: true, number: true, kind: true, title: true, whom: true, state: true }).extend({
  opensAt: z.string(),
  closesAt: z.string().optional(),
})

/** Campaigns of a kind, the newest first. */
export const list = query({
  name: 'campaigns.list',
  summary: 'List campaigns of a kind, the newest first',
  allow: [...READERS],
  input: z.strictObject({
    kind: z.string(),
    limit: z.coerce.number().int().min(1).max(200).default(20),
    after: z.string().optional(),
  }),
  output: z.strictObject({ rows: z.array(Listed), next: z.string().optional() }),
  async run(context, { kind, limit, after }) {
    const page = await context.read(Campaign).page({
      where: { 'data.kind.name': kind },
      order: ['-data.opensAt'],
      limit,
      ...(after === undefined ? {} : { after }),
    })
    return {
      rows: page.rows.map(({ id, data }) => ({
        ...{ campaign: id, number: data.number, kind, title: data.title, whom: data.whom, state: data.state },
        opensAt: data.opensAt,
        ...(data.closesAt === undefined ? {} : { closesAt: data.closesAt }),
      })),
      ...(page.next === undefined ? {} : { next: page.next }),
    }
  },
})
