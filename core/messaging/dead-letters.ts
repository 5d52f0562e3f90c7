import { z } from 'zod'
import { refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import { Delivery } from './delivery.ts'
import { begun, inWords, newsOf } from './queue.ts'
import { routeTo } from './route.ts'
import { DEAD, isDead } from './state.ts'
import { Telling } from './tell.ts'

const WHO = ['officer', 'administrator'] as const

/**
 * A message that nobody could deliver. Neither its words nor the case it tells of are shown: whoever looks after the
 * outbox may be the one whom the case is about.
 */
const Letter = z.object({
  id: z.string(),
  /** A person's code; absent for a citizen. */
  person: z.string().optional(),
  channel: z.string(),
  state: z.enum(DEAD),
  reason: z.string(),
  queuedAt: z.string(),
  attempt: z.number(),
})
export type Letter = z.infer<typeof Letter>

const letterOf = ({ id, data }: Stored<Delivery>): Letter => ({
  id,
  ...(data.to.kind === 'person' ? { person: data.to.person } : {}),
  channel: data.channel,
  state: data.state === 'failed' ? 'failed' : 'unreachable',
  reason: data.reason ?? 'unknown',
  queuedAt: data.queuedAt,
  attempt: data.attempt,
})

export const deadLetters = query({
  name: 'messaging.deadLetters',
  summary: 'List the messages that nobody could deliver, the oldest first, with their number by reason',
  allow: [...WHO],
  input: z.object({
    state: z.enum(DEAD).default('unreachable'),
    limit: z.coerce.number().int().min(1).max(200).default(20),
    after: z.string().optional(),
  }),
  output: z.object({
    rows: z.array(Letter),
    next: z.string().optional(),
    /** Of both states. */
    reasons: z.record(z.string(), z.number()),
  }),
  async run(context, { state, limit, after }) {
    const { rows, next } = await context.read(Delivery).page({
      where: { 'data.state': state },
      order: ['data.order'],
      limit,
      ...(after === undefined ? {} : { after }),
    })
    const reasons = await context.read(Delivery).groupCount({ 'data.state': { in: DEAD } }, 'data.reason')
    return {
      rows: rows.map(letterOf),
      ...(next === undefined ? {} : { next }),
      reasons: Object.fromEntries([...reasons].map(([reason, count]) => [String(reason), count])),
    }
  },
})

/** A new attempt of one message that failed; whoever got it is left alone. */
export const again = operation({
  name: 'messaging.again',
  summary: 'Try once more to deliver a message that could not be delivered',
  allow: [...WHO],
  input: z.strictObject({ id: z.string() }),
  output: z.object({ id: z.string() }),
  async run(context, { id }) {
    const delivery = await context.load(Delivery, id)
    if (!isDead(delivery.data.state)) throw refusal('messaging.not-failed')
    const { reason: _why, outbox: _place, notBefore: _until, ...rest } = delivery.data
    const route = await routeTo(context, rest.to)
    const way = route.ways[0]
    const base = {
      ...{ ...rest, channel: way?.channel ?? '', lane: route.lane },
      ...{ tried: [], attempt: rest.attempt + 1 },
    }
    const { data, wishes } = begun(context, id, base, way === undefined ? undefined : route)
    return change(Delivery, delivery, { ...base, ...data }, [...wishes, ...newsOf({ ...base, ...data })])
  },
  outputOf: ({ id }) => ({ id }),
})

/** Puts right what nobody got, so that it says the right words whoever sends it again. */
export const reword = operation({
  name: 'messaging.reword',
  summary: 'Put right the words of a message that could not be delivered',
  allow: 'system',
  input: z.strictObject({ id: z.string(), words: Telling.shape.words }),
  output: z.object({ id: z.string() }),
  async run(context, { id, words }) {
    const delivery = await context.load(Delivery, id)
    if (!isDead(delivery.data.state)) return answer({ id })
    const { language } = await routeTo(context, delivery.data.to)
    return change(Delivery, delivery, { ...delivery.data, message: inWords(context, words, language) })
  },
  outputOf: ({ id }) => ({ id }),
})

/** Sending all failures again, a page at a time: those that were queued before it was asked for. */
export const Resending = record('resending', {
  prefix: 'y',
  schema: z.strictObject({
    state: z.enum([...DEAD, 'done']),
    before: z.string(),
    after: z.string(),
    count: z.number(),
  }),
  keepSteps: 4,
})
export type Resending = RecordOf<typeof Resending>

const Progress = z.object({ id: z.string(), count: z.number(), done: z.boolean() })
const progressOf = ({ id, data }: Stored<Resending>) => ({ id, count: data.count, done: data.state === 'done' })

export const resend = operation({
  name: 'messaging.resend',
  summary: 'Try once more to deliver all messages that could not be delivered',
  allow: [...WHO],
  input: z.object({}),
  output: Progress,
  run: async (context) => {
    const id = context.newId(Resending)
    const next = [{ do: 'messaging.resendPage', input: { id } }]
    return create(Resending, id, { state: 'failed', before: `${context.now}~`, after: '', count: 0 }, next)
  },
  outputOf: progressOf,
})

const AT_ONCE = 100

export const resendPage = operation({
  name: 'messaging.resendPage',
  summary: 'Go on with sending failures again',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string() }),
  output: Progress,
  async run(context, { id }) {
    const work = await context.load(Resending, id)
    const { state, before, after, count } = work.data
    if (state === 'done') return answer(progressOf(work))
    const { rows } = await context.read(Delivery).page({
      where: { 'data.state': state, 'data.order': { gt: after, lt: before } },
      order: ['data.order'],
      limit: AT_ONCE,
    })
    const over = rows.length < AT_ONCE
    const next = !over ? state : state === 'failed' ? 'unreachable' : 'done'
    const wishes = [
      ...rows.map((row) => ({ do: 'messaging.again', input: { id: row.id } })),
      ...(next === 'done' ? [] : [{ do: 'messaging.resendPage', input: { id } }]),
    ]
    const last = over ? '' : (rows.at(-1)?.data.order ?? '')
    return change(Resending, work, { state: next, before, after: last, count: count + rows.length }, wishes)
  },
  outputOf: progressOf,
})
