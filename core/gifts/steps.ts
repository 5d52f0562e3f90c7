import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { toDay } from '../calendar/index.ts'
import { Attachment } from '../conversation/conversation.ts'
import { actorName } from '../kernel/actor.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tell } from '../messaging/tell.ts'
import { organisation } from '../people/index.ts'
import { tellOfficers } from './declare.ts'
import { DISPOSALS, Gift, settled } from './gift.ts'
import { requireOfficer, requireReader } from './officers.ts'

const Which = { gift: z.string().max(60) }
const State = z.strictObject({ number: z.string(), state: z.string() })
const outputOf = ({ data }: Stored<Gift>) => ({ number: data.number, state: data.state })

/** What was said stays as it is; words and photos come after it. */
export const add = operation({
  name: 'gifts.add',
  summary: 'Add words or photos to a declaration; what was said before stays as it is',
  allow: 'person',
  input: z.strictObject({
    ...Which,
    text: z.string().trim().min(1).max(2000),
    photos: z.array(Attachment).max(9).default([]),
  }),
  output: State,
  async run(context, { gift: id, text, photos }) {
    const found = (await context.read(Gift).get(id))?.data
    requireReader(context.content, await organisation(context), context.actor, found)
    const stored = await context.load(Gift, id)
    if (stored.data.additions.length >= 50) throw refusal('gifts.too-many-additions')
    const by = actorName(context.actor)
    const additions = [...stored.data.additions, { at: context.now, by, text, photos }]
    return change(
      Gift,
      stored,
      settled({ ...stored.data, additions }),
      await tellOfficers(context, stored.data, id, 'added'),
    )
  },
  outputOf,
})

export const book = operation({
  name: 'gifts.book',
  summary: 'Say on which working day one will bring what is to be handed in',
  allow: 'person',
  input: z.strictObject({ ...Which, day: z.iso.date() }),
  output: State,
  async run(context, { gift: id, day }) {
    const { actor, content } = context
    const found = (await context.read(Gift).get(id))?.data
    if (actor.kind !== 'person' || found?.person !== actor.person) throw notFound('gifts.unknown')
    const calendar = calendarOf(content)
    if (day < calendar.dayAt(context.now)) throw refusal('gifts.day-over')
    if (!calendar.isWorkingDay(toDay(day))) throw refusal('gifts.day-off', { day })
    const stored = await context.load(Gift, id)
    const { state } = stored.data
    if (state === 'taken' || state === 'received' || state === 'disposed') throw refusal('gifts.handed-in-already')
    const booked = [...stored.data.booked, { at: context.now, day }]
    if (booked.length > 20) throw refusal('gifts.too-many-additions')
    return change(
      Gift,
      stored,
      settled({ ...stored.data, booked }),
      await tellOfficers(context, stored.data, id, 'booked'),
    )
  },
  outputOf,
})

export const take = operation({
  name: 'gifts.take',
  summary: 'Record that the thing was taken in, and where it is kept; the other officer confirms it',
  allow: 'person',
  input: z.strictObject({ ...Which, place: z.string().trim().min(1).max(200) }),
  output: State,
  async run(context, { gift: id, place }) {
    const found = (await context.read(Gift).get(id))?.data
    const by = requireOfficer(context.content, await organisation(context), context.actor, found)
    const stored = await context.load(Gift, id)
    if (stored.data.confirmed !== undefined) throw refusal('gifts.received-already')
    const custody = [...stored.data.custody, { at: context.now, by, place }]
    if (custody.length > 20) throw refusal('gifts.too-many-additions')
    return change(
      Gift,
      stored,
      settled({ ...stored.data, custody }),
      await tellOfficers(context, stored.data, id, 'to-confirm'),
    )
  },
  outputOf,
})

export const confirm = operation({
  name: 'gifts.confirm',
  summary: 'Confirm, as the second officer, that the thing is where the first one put it',
  allow: 'person',
  // Of which taking in: another one may have come in between.
  input: z.strictObject({ ...Which, custody: z.coerce.number().int().min(1) }),
  output: State,
  async run(context, { gift: id, custody }) {
    const found = (await context.read(Gift).get(id))?.data
    const by = requireOfficer(context.content, await organisation(context), context.actor, found)
    const stored = await context.load(Gift, id)
    const { data } = stored
    const last = data.custody.at(-1)
    if (data.confirmed !== undefined) throw refusal('gifts.received-already')
    if (last === undefined) throw refusal('gifts.not-taken')
    if (last.by === by) throw refusal('gifts.second-person')
    if (data.custody.length !== custody) throw refusal('gifts.taken-anew')
    return change(Gift, stored, settled({ ...data, confirmed: { at: context.now, by } }), [
      tell({ kind: 'person', person: data.person }, 'gifts.told-received', {
        purpose: 'duty',
        params: { number: data.number },
        choices: [{ say: 'gifts.button.receipt', token: `gift_receipt ${id}` }],
      }),
    ])
  },
  outputOf,
})

export const dispose = operation({
  name: 'gifts.dispose',
  summary: 'Record what became of a thing that was handed in',
  allow: 'person',
  input: z.strictObject({ ...Which, how: z.enum(DISPOSALS), words: z.string().trim().min(1).max(500) }),
  output: State,
  async run(context, { gift: id, how, words }) {
    const found = (await context.read(Gift).get(id))?.data
    const by = requireOfficer(context.content, await organisation(context), context.actor, found)
    const stored = await context.load(Gift, id)
    const { data } = stored
    if (data.disposed !== undefined) throw refusal('gifts.disposed-already')
    if (data.confirmed === undefined) throw refusal('gifts.not-received')
    const disposed = { at: context.now, by, how, words }
    return change(Gift, stored, settled({ ...data, disposed }), [
      tell({ kind: 'person', person: data.person }, 'gifts.told-disposed', {
        purpose: 'duty',
        params: { number: data.number },
        choices: [{ say: 'gifts.button.show', params: { number: data.number }, token: `gift_show ${id}` }],
      }),
    ])
  },
  outputOf,
})
