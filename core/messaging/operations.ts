import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, remove } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { HOUR, later } from '../ports/clock.ts'
import { Delivery, placeOf } from './delivery.ts'
import { newsOf, releaseAt } from './queue.ts'
import { routeTo } from './route.ts'
import { DEAD, type DeliveryState, isAhead } from './state.ts'

const Id = z.object({ id: z.string() })
const outputOf = (stored: Stored<Delivery> | undefined) => ({ id: stored?.id ?? '' })

/** How long a reply stays whose wish may still begin again. */
const UNTIL_SETTLED = HOUR

/**
 * A reply that has done its work goes at once, unless the wish for it has not been marked as done yet, as after a crash:
 * then the wish would find nothing and say it again, so the reply stays until that is over.
 */
const letGo = async (context: Context, delivery: Stored<Delivery>, after: Delivery) => {
  const wish = delivery.history[0]?.key
  if (wish === undefined || (await context.isSettled(wish))) return remove(Delivery, delivery)
  return change(Delivery, delivery, after, [
    { do: 'messaging.dropReply', input: { id: delivery.id }, at: later(context.now, UNTIL_SETTLED) },
  ])
}

export const dropReply = operation({
  name: 'messaging.dropReply',
  summary: 'Delete a reply that has done its work',
  allow: 'system',
  audited: false,
  input: Id,
  output: Id,
  run: async (context, { id }) => remove(Delivery, await context.load(Delivery, id)),
  outputOf,
})

type Change = Partial<Pick<Delivery, 'reason' | 'sentAt' | 'tried' | 'reference'>>

/** The delivery in a later state; whatever it was that waited is over. Nothing is changed where it is as far already. */
const goOn = async (context: Context, delivery: Stored<Delivery>, state: DeliveryState, more: Change = {}) => {
  if (!isAhead(state, delivery.data.state)) return answer({ id: delivery.id })
  const { outbox: _place, notBefore: _until, ...rest } = delivery.data
  const after = { ...rest, ...more, state }
  if (delivery.data.purpose === 'reply') return letGo(context, delivery, after)
  const { state: before } = delivery.data
  // What became of it is told once: when it is over, and when it turns out to have left after all.
  const tells = before === 'queued' || isAhead('sent', before)
  return change(Delivery, delivery, after, tells ? newsOf(after) : [])
}

/** A message left: a reply has done its work and goes, everything else is kept as proof. */
export const sent = operation({
  name: 'messaging.sent',
  summary: 'Record that a message was taken by its platform',
  allow: 'system',
  audited: false,
  input: Id.extend({ reference: z.string().optional() }),
  output: Id,
  run: async (context, { id, reference }) =>
    goOn(context, await context.load(Delivery, id), 'sent', {
      sentAt: context.now,
      ...(reference === undefined ? {} : { reference }),
    }),
  outputOf,
})

/** A platform will never deliver this: the next one that the recipient has is tried, or the reason is kept. */
export const undeliverable = operation({
  name: 'messaging.undeliverable',
  summary: 'Record that a platform refused a message',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string(), state: z.enum(DEAD), reason: z.string() }),
  output: Id,
  async run(context, { id, state, reason }) {
    const delivery = await context.load(Delivery, id)
    if (delivery.data.state !== 'queued') return answer({ id })
    const tried = [...delivery.data.tried, delivery.data.channel]
    const next = (await routeTo(context, delivery.data.to)).ways.find((way) => !tried.includes(way.channel))
    if (next === undefined) return goOn(context, delivery, state, { reason, tried })
    const moved = { ...delivery.data, channel: next.channel, tried }
    return change(Delivery, delivery, { ...moved, outbox: placeOf(moved) })
  },
  outputOf,
})

/** A message that is no longer wanted or of no use any more ends without being sent. What has left stays so. */
export const withdraw = operation({
  name: 'messaging.withdraw',
  summary: 'Take a message out of the outbox that has not left yet',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string(), state: z.enum(['cancelled', 'expired']), reason: z.string().optional() }),
  output: Id,
  run: async (context, { id, state, reason }) =>
    goOn(context, await context.load(Delivery, id), state, reason === undefined ? {} : { reason }),
  outputOf,
})

/** What a platform tells of a message, or its reader does: a feature that gets an answer wishes for this. */
export const advance = operation({
  name: 'messaging.advance',
  summary: 'Record that a message was delivered, read, acknowledged or replied to',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string(), state: z.enum(['delivered', 'read', 'acknowledged', 'replied']) }),
  output: Id,
  async run(context, { id, state }) {
    const delivery = await context.load(Delivery, id)
    return goOn(context, delivery, state, delivery.data.sentAt === undefined ? { sentAt: context.now } : {})
  },
  outputOf,
})

/** The quiet hours of its reader have begun before it left. */
export const putOff = operation({
  name: 'messaging.putOff',
  summary: 'Put a message off until its reader wants to be written to',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string(), until: z.iso.datetime() }),
  output: Id,
  async run(context, { id, until }) {
    const delivery = await context.load(Delivery, id)
    const { outbox, ...rest } = delivery.data
    if (outbox === undefined) return answer({ id })
    return change(Delivery, delivery, { ...rest, notBefore: until }, [releaseAt(id, until)])
  },
  outputOf,
})

export const release = operation({
  name: 'messaging.release',
  summary: 'Let a message leave that was put off',
  allow: 'system',
  audited: false,
  input: Id,
  output: Id,
  async run(context, { id }) {
    const delivery = await context.load(Delivery, id)
    const { notBefore, ...rest } = delivery.data
    if (rest.state !== 'queued' || notBefore === undefined) return answer({ id })
    return change(Delivery, delivery, { ...rest, outbox: placeOf(rest) })
  },
  outputOf,
})
