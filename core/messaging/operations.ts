import { z } from 'zod'
import type { Language } from '../content/content.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { change, create, remove, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { HOUR, later } from '../ports/clock.ts'
import { Delivery } from './delivery.ts'
import type { Message } from './message.ts'
import { routeTo } from './route.ts'
import { Telling } from './tell.ts'

const Id = z.object({ id: z.string() })

/** Puts one message into the outbox. */
export const queue = operation({
  name: 'messaging.queue',
  summary: 'Queue one message for one recipient',
  allow: 'system',
  audited: false,
  input: Telling,
  output: Id,
  async run(context, input) {
    const route = await routeTo(context, input.to)
    const before = input.corrects === undefined ? undefined : await context.read(Delivery).get(input.corrects)
    // Only where it arrived can it be edited.
    const way = route.ways.find(({ channel }) => channel === before?.data.channel) ?? route.ways[0]
    const message = inWords(context, input, route.language)
    const delivery: Delivery = {
      to: input.to,
      channel: way?.channel ?? '',
      lane: route.lane,
      purpose: input.purpose,
      message,
      state: way === undefined ? 'unreachable' : 'queued',
      order: `${context.now} ${input.order} ${context.key}`,
      queuedAt: context.now,
      tried: [],
      ...(way === undefined ? { reason: 'no-account' } : {}),
      ...(input.about === undefined ? {} : { about: input.about }),
      ...(before === undefined
        ? {}
        : { corrects: { delivery: before.id, anew: anew(context, route.language, message) } }),
      ...(input.news === undefined ? {} : { news: input.news }),
    }
    return create(Delivery, context.newId(Delivery), delivery, way === undefined ? newsOf(delivery, 'failed') : [])
  },
  outputOf: (stored) => ({ id: stored.id }),
})

const anew = (context: Context, language: Language, { text }: Message): string =>
  context.content.say(language, 'messaging.correction', { text })

/** What became of a message, for the operation that wanted to hear it. */
const newsOf = ({ news, channel }: Delivery, outcome: 'sent' | 'failed'): readonly Wish[] =>
  news === undefined ? [] : [{ do: news.do, input: { ...news.input, outcome, channel } }]

const inWords = (context: Context, { words }: Telling, language: Language): Message => {
  if ('message' in words) return words.message
  const { say, params, choices, files } = words.saying
  return {
    text: context.content.say(language, say, params),
    ...(files === undefined ? {} : { files }),
    ...(choices === undefined
      ? {}
      : {
          choices: choices.map(({ say: label, params: values, token, style }) => ({
            label: context.content.say(language, label, values),
            token,
            ...(style === undefined ? {} : { style }),
          })),
        }),
  }
}

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
  outputOf: (stored) => ({ id: stored?.id ?? '' }),
})

/** A message left: a reply has done its work and goes, everything else is kept as proof. */
export const sent = operation({
  name: 'messaging.sent',
  summary: 'Record that a message was taken by its platform',
  allow: 'system',
  audited: false,
  input: Id.extend({ reference: z.string().optional() }),
  output: Id,
  async run(context, { id, reference }) {
    const delivery = await context.load(Delivery, id)
    const found = reference === undefined ? {} : { reference }
    const after = { ...delivery.data, state: 'sent' as const, sentAt: context.now, ...found }
    return delivery.data.purpose === 'reply'
      ? letGo(context, delivery, after)
      : change(Delivery, delivery, after, newsOf(after, 'sent'))
  },
  outputOf: (stored) => ({ id: stored?.id ?? '' }),
})

/** A platform will never deliver this: the next one that the recipient has is tried, or the reason is kept. */
export const undeliverable = operation({
  name: 'messaging.undeliverable',
  summary: 'Record that a platform refused a message',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string(), state: z.enum(['failed', 'unreachable', 'expired']), reason: z.string() }),
  output: Id,
  async run(context, { id, state, reason }) {
    const delivery = await context.load(Delivery, id)
    const tried = [...delivery.data.tried, delivery.data.channel]
    const next = (await routeTo(context, delivery.data.to)).ways.find((way) => !tried.includes(way.channel))
    if (next !== undefined) return change(Delivery, delivery, { ...delivery.data, channel: next.channel, tried })
    const after = { ...delivery.data, state, reason, tried }
    return delivery.data.purpose === 'reply'
      ? letGo(context, delivery, after)
      : change(Delivery, delivery, after, newsOf(after, 'failed'))
  },
  outputOf: (stored) => ({ id: stored?.id ?? '' }),
})
