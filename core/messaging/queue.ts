import { z } from 'zod'
import type { Language } from '../content/content.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { create, type Wish } from '../kernel/outcome.ts'
import { later, SECOND } from '../ports/clock.ts'
import { Delivery, placeOf } from './delivery.ts'
import { hindrance } from './may-leave.ts'
import type { Message } from './message.ts'
import { type Route, routeTo } from './route.ts'
import { isAhead } from './state.ts'
import { Telling } from './tell.ts'

/** Puts one message into the outbox. */
export const queue = operation({
  name: 'messaging.queue',
  summary: 'Queue one message for one recipient',
  allow: 'system',
  audited: false,
  input: Telling,
  output: z.object({ id: z.string() }),
  async run(context, input) {
    const route = await routeTo(context, input.to)
    const before = input.corrects === undefined ? undefined : await context.read(Delivery).get(input.corrects)
    const way =
      // Only where it arrived can it be edited.
      route.ways.find(({ channel }) => channel === before?.data.channel) ??
      route.ways.find(({ channel }) => channel !== input.avoid) ??
      route.ways[0]
    const message = inWords(context, input.words, route.language)
    const id = context.newId(Delivery)
    const order = `${context.now} ${input.order} ${context.key}`
    const { purpose, urgent, expiresAt, about, news } = input
    const base = {
      ...{ to: input.to, purpose, order },
      channel: way?.channel ?? '',
      lane: route.lane,
      message,
      queuedAt: context.now,
      tried: [],
      attempt: 1,
      ...(urgent === undefined ? {} : { urgent }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(about === undefined ? {} : { about }),
      ...(news === undefined ? {} : { news }),
      ...(before === undefined
        ? {}
        : { corrects: { delivery: before.id, anew: anew(context, route.language, message) } }),
    }
    const { data, wishes } = begun(context, id, base, way === undefined ? undefined : route)
    // Not at once: whoever wants to hear it may be the record whose wish this very message still is.
    const soon = newsOf({ ...base, ...data }).map((wish) => ({ ...wish, at: later(context.now, SECOND) }))
    return create(Delivery, id, { ...base, ...data }, [...wishes, ...soon])
  },
  outputOf: (stored) => ({ id: stored.id }),
})

const anew = (context: Context, language: Language, { text }: Message): string =>
  context.content.say(language, 'messaging.correction', { text })

/** What became of a message, for the operation that wanted to hear it; nothing while it waits. */
export const newsOf = ({ news, channel, state }: Delivery): readonly Wish[] =>
  news === undefined || state === 'queued'
    ? []
    : [{ do: news.do, input: { ...news.input, outcome: isAhead('sent', state) ? 'failed' : 'sent', channel } }]

type Base = Omit<Delivery, 'state'>

/** How an attempt begins: in the queue of its channel, put off, or over before it began. `route` is absent without any way. */
export const begun = (
  context: Context,
  id: string,
  base: Base,
  route: Route | undefined,
): { readonly data: Pick<Delivery, 'state' | 'reason' | 'outbox' | 'notBefore'>; readonly wishes: readonly Wish[] } => {
  if (route === undefined) return { data: { state: 'unreachable', reason: 'no-account' }, wishes: [] }
  const hindered = hindrance(base, route, context.content.only(Office).timezone, context.now)
  if (hindered === undefined) return { data: { state: 'queued', outbox: placeOf(base) }, wishes: [] }
  if ('state' in hindered) return { data: hindered, wishes: [] }
  return { data: { state: 'queued', notBefore: hindered.until }, wishes: [releaseAt(id, hindered.until)] }
}

/** The wish that a message which is put off takes its place in the queue again. */
export const releaseAt = (id: string, at: string): Wish => ({ do: 'messaging.release', input: { id }, at })

/** What is to be said, in the language of its reader. */
export const inWords = (
  { content }: Pick<Context, 'content'>,
  words: Telling['words'],
  language: Language,
): Message => {
  if ('message' in words) return words.message
  const { say, params, choices, files } = words.saying
  return {
    text: content.say(language, say, params),
    ...(files === undefined ? {} : { files }),
    ...(choices === undefined
      ? {}
      : {
          choices: choices.map(({ say: label, params: values, token, style }) => ({
            label: content.say(language, label, values),
            token,
            ...(style === undefined ? {} : { style }),
          })),
        }),
  }
}
