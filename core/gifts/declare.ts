import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Attachment } from '../conversation/conversation.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tell } from '../messaging/tell.ts'
import { organisation } from '../people/index.ts'
import { Declared, Gift, settled } from './gift.ts'
import { inCharge } from './officers.ts'
import { MOST, readValue, type Value } from './value.ts'

/** Declares something that was given, or offered. */
export const declare = operation({
  name: 'gifts.declare',
  summary: 'Declare a gift that was refused, returned, handed in or could not be refused',
  allow: 'person',
  // Numbers come one after the other.
  oneAtATime: true,
  input: Declared.omit({ value: true }).extend({
    value: z.string().trim().min(1).max(100),
    /** The estimate in yuan, for what was said in another currency. */
    yuan: z.string().trim().max(100).optional(),
    photos: z.array(Attachment).max(9).default([]),
  }),
  output: z.strictObject({ gift: z.string(), number: z.string(), state: z.string() }),
  async run(context, { value, yuan, ...said }) {
    const { actor, content } = context
    if (actor.kind !== 'person') throw forbidden()
    const org = await organisation(context)
    const year = calendarOf(content).dayAt(context.now).slice(0, 4)
    const last = await context
      .read(Gift)
      .first({ order: ['-data.number'], where: { 'data.number': { gte: `LP-${year}` } } })
    const count = Number(last?.data.number.slice(-6) ?? 0) + 1
    const gift = settled({
      ...{ number: `LP-${year}-${String(count).padStart(6, '0')}`, person: actor.person, declaredAt: context.now },
      unit: org.postsHeldBy(actor.person)[0]?.unit ?? '',
      declared: { ...said, value: valueSaid(value, yuan) },
      ...{ additions: [], booked: [], custody: [] },
    })
    const id = context.newId(Gift)
    return create(Gift, id, gift, await tellOfficers(context, gift, id, 'declared'))
  },
  outputOf: ({ id, data }: Stored<Gift>) => ({ gift: id, number: data.number, state: data.state }),
})

/** @throws Refusal `gifts.value-negative`, `gifts.value-huge`, `gifts.value-unclear`, `gifts.yuan-wanted` */
const valueSaid = (said: string, yuan: string | undefined): Value => {
  const { currency, yuan: beside, ...own } = readValue(said)
  if (own.negative) throw refusal('gifts.value-negative')
  const inYuan = yuan === undefined || yuan === '' ? beside?.toString() : yuan
  if (currency !== 'CNY' && inYuan === undefined) throw refusal('gifts.yuan-wanted')
  const estimate = currency === 'CNY' ? own : readValue(inYuan ?? '')
  if (estimate.negative) throw refusal('gifts.value-negative')
  if (estimate.amount !== undefined && estimate.amount > MOST) throw refusal('gifts.value-huge')
  if (estimate.unclear) throw refusal('gifts.value-unclear')
  const { amount: counted } = estimate
  return { said, currency, ...(counted === undefined ? {} : { yuan: Math.round(counted * 100) / 100 }) }
}

/** The message says nothing of the thing: a phone may lie open on a table. */
export const tellOfficers = async (
  context: Context,
  gift: Gift,
  id: string,
  what: 'declared' | 'added' | 'booked' | 'to-confirm',
): Promise<readonly Wish[]> => {
  const { actor, content } = context
  const people = inCharge(content, await organisation(context), gift.person)
  return people
    .filter((person) => actor.kind !== 'person' || actor.person !== person)
    .map((person) =>
      tell({ kind: 'person', person }, `gifts.told-${what}`, {
        purpose: 'duty',
        params: { number: gift.number },
        choices: [{ say: 'gifts.button.show', params: { number: gift.number }, token: `gift_show ${id}` }],
      }),
    )
}
