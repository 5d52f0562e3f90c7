import { z } from 'zod'
import { Office } from '../content/office.ts'
import { hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { instantsOf, PERIOD, periodNamed } from '../ledgers/period.ts'
import { unitsAsked } from '../ledgers/scope.ts'
import { organisation } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import { Gift, STATES } from './gift.ts'
import { inMyCharge } from './in-my-charge.ts'
import { requireReader } from './officers.ts'
import { receiptPaper } from './paper.ts'
import { totalsOf } from './totals.ts'

const Row = z.strictObject({ gift: z.string(), number: z.string(), state: z.enum(STATES), declaredAt: z.string() })

const rowOf = ({ id, data }: Stored<Gift>): z.infer<typeof Row> => ({
  ...{ gift: id, number: data.number, state: data.state, declaredAt: data.declaredAt },
})

const Page = { limit: z.coerce.number().int().min(1).max(50).default(10), after: z.string().max(400).optional() }

/** One's own declarations, the newest first. */
export const mine = query({
  name: 'gifts.mine',
  summary: 'The declarations of whoever asks, the newest first',
  allow: 'person',
  input: z.strictObject({
    ...Page,
    /** Only those whose thing is still to be brought. */
    open: z.boolean().optional(),
  }),
  output: z.strictObject({ rows: z.array(Row), next: z.string().optional() }),
  async run(context, { limit, after, open }) {
    const { actor } = context
    if (actor.kind !== 'person') throw forbidden()
    const page = await context.read(Gift).page({
      where: { 'data.person': actor.person, ...(open === true ? { 'data.state': { in: ['awaited', 'booked'] } } : {}) },
      order: ['-data.declaredAt'],
      limit,
      ...(after === undefined ? {} : { after }),
    })
    return { rows: page.rows.map(rowOf), ...(page.next === undefined ? {} : { next: page.next }) }
  },
})

/** What the two in charge look after, the newest first; in pages, and searched by what stands in it. */
export const kept = query({
  name: 'gifts.kept',
  summary: 'The declarations that whoever asks is in charge of, the newest first',
  allow: 'person',
  input: z.strictObject({
    limit: z.coerce.number().int().min(1).max(50).default(10),
    /** Only those in which something is still to be done by the office. */
    open: z.boolean().default(false),
    /** Words that stand in the number, the thing, what was added, or where it is kept. */
    find: z.string().trim().max(60).optional(),
    /** The number after which to go on. */
    after: z.string().max(20).optional(),
  }),
  output: z.strictObject({ rows: z.array(Row), next: z.string().optional() }),
  async run(context, { limit, ...asked }) {
    const rows: z.infer<typeof Row>[] = []
    for await (const stored of inMyCharge(context, asked)) {
      if (rows.length === limit) return { rows, next: rows.at(-1)?.number }
      rows.push(rowOf(stored))
    }
    return { rows }
  },
})

/** One declaration, for its declarer and the two in charge. */
export const show = query({
  name: 'gifts.show',
  summary: 'One declaration with everything that was done, for the declarer and the two officers in charge',
  allow: 'person',
  input: z.strictObject({ gift: z.string().max(60) }),
  output: z.strictObject({ gift: Gift.schema, state: z.enum(STATES), own: z.boolean() }),
  async run(context, { gift: id }) {
    const gift = await readGift(context, id)
    const own = context.actor.kind === 'person' && context.actor.person === gift.person
    return { gift, state: gift.state, own }
  },
})

const readGift = async (context: Context, id: string): Promise<Gift> =>
  requireReader(context.content, await organisation(context), context.actor, (await context.read(Gift).get(id))?.data)

/** The receipt on paper, for the declarer and the two in charge. */
export const receipt = query({
  name: 'gifts.receipt',
  summary: 'The receipt of a declaration as PDF, for the declarer and the two officers in charge',
  allow: 'person',
  input: z.strictObject({ gift: z.string().max(60), language: PersonLanguage.default('zh-CN') }),
  output: z.strictObject({ file: z.string(), name: z.string(), type: z.string() }),
  async run(context, { gift: id, language }) {
    const gift = await readGift(context, id)
    const bytes = await context.printer.pdf(receiptPaper(context, await organisation(context), gift, language))
    return { file: await context.files.put(bytes), name: `${gift.number}.pdf`, type: 'application/pdf' }
  },
})

const Sum = z.strictObject({ key: z.string(), count: z.number(), yuan: z.number(), withoutValue: z.number() })

/** How many and how much, without names. Few of a unit are not told apart. */
export const totals = query({
  name: 'gifts.totals',
  summary: 'Totals of declared gifts of a period by outcome, kind of giver and unit, without names',
  allow: 'person',
  input: z.strictObject({ period: z.string().regex(PERIOD), unit: z.string().max(60).optional() }),
  output: z.strictObject({ all: Sum, outcome: z.array(Sum), giver: z.array(Sum), unit: z.array(Sum) }),
  async run(context, { period, unit }) {
    const { actor, content, now } = context
    const org = await organisation(context)
    if (actor.kind !== 'person' && !hasRole(actor)) throw forbidden()
    const units = unitsAsked(context, org, unit)
    const { from, until } = instantsOf(periodNamed(period), content.only(Office).timezone)
    const isOver = until <= now
    return totalsOf(context, { from, until: isOver ? until : now, units, inclusive: !isOver })
  },
})
