import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { Delivery } from '../messaging/index.ts'
import { DEAD, isDead } from '../messaging/state.ts'
import { placeIndex } from '../people/places.ts'
import { Addressee, AnswerState, addresseeId, addresseesAfter, isOpen } from './addressee.ts'
import { Campaign, UNSENT } from './campaign.ts'
import { campaignNamed } from './campaign-named.ts'
import { aboutCorrections, aboutReminders } from './telling.ts'
import { READERS } from './totals.ts'

/** One person of a campaign: what became of the message, and of the answer. */
export const AddresseeRow = z.strictObject({
  person: z.string(),
  name: z.string(),
  unit: z.string().optional(),
  unitName: z.string().optional(),
  grade: z.number().optional(),
  stratum: z.string().optional(),
  place: z.string().optional(),
  placeName: z.string().optional(),
  /** `planned` while the message waits for its place in the spread. */
  delivery: z.string(),
  channel: z.string().optional(),
  reason: z.string().optional(),
  sentAt: z.string().optional(),
  state: AnswerState,
  /** Never of what is told in confidence. */
  answeredAt: z.string().optional(),
  answer: z.string().optional(),
  reminded: z.number(),
  remindedAt: z.string().optional(),
})
export type AddresseeRow = z.infer<typeof AddresseeRow>

/** Why nothing of a campaign has reached people who have not answered. */
export const unreached = query({
  name: 'campaigns.unreached',
  summary: 'How many people of a campaign have not answered because nothing reached them, by reason',
  allow: [...READERS],
  input: z.strictObject({ campaign: z.string() }),
  output: z.strictObject({ count: z.number(), reasons: z.record(z.string(), z.number()) }),
  async run(context, { campaign: named }) {
    const { id } = await campaignNamed(context, named)
    const reasons: Record<string, number> = {}
    let count = 0
    const dead = { 'data.about': id, 'data.state': { in: DEAD } }
    for await (const { data } of context.read(Delivery).stream({ where: dead })) {
      if (data.to.kind !== 'person') continue
      const addressee = await context.read(Addressee).get(addresseeId(id, data.to.person))
      if (addressee?.data.state !== 'waiting') continue
      if ((await reachedSince(context, id, data.to.person)) !== undefined) continue
      const { reason = 'unknown' } = data
      reasons[reason] = (reasons[reason] ?? 0) + 1
      count++
    }
    return { count, reasons }
  },
})

/** The people of a campaign, in the order of their codes, page by page. */
export const peopleOf = query({
  name: 'campaigns.people',
  summary: 'List the people of a campaign with what became of the message and the answer of each',
  allow: [...READERS],
  input: z.strictObject({
    campaign: z.string(),
    state: AnswerState.optional(),
    unit: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    after: z.string().optional(),
  }),
  output: z.strictObject({ rows: z.array(AddresseeRow), next: z.string().optional() }),
  async run(context, { campaign: named, state, unit, limit, after = '' }) {
    const { id, data } = await campaignNamed(context, named)
    const where = {
      ...addresseesAfter(id, after),
      'data.campaign': id,
      ...(state === undefined ? {} : { 'data.state': state }),
      ...(unit === undefined ? {} : { 'data.unit': unit }),
    }
    const page = await context.read(Addressee).page({ where, limit })
    const rows = await Promise.all(page.rows.map((row) => rowOf(context, row, data)))
    const last = page.rows.at(-1)?.data.person
    return { rows, ...(page.next === undefined || last === undefined ? {} : { next: last }) }
  },
})

/** The message of a campaign to one person. */
export const deliveryTo = (context: Pick<Context, 'read'>, campaign: string, person: string) =>
  context.read(Delivery).first({
    where: { 'data.lane': `person:${person}`, 'data.about': campaign },
    order: ['data.order'],
  })

/** The same, or where that reached nobody, the first of what followed that did. */
const reached = async (context: Pick<Context, 'read'>, campaign: string, person: string) => {
  const first = await deliveryTo(context, campaign, person)
  if (first === undefined || !isDead(first.data.state)) return first
  return (await reachedSince(context, campaign, person)) ?? first
}

/** The first that reached somebody of what followed the message of a campaign. */
const reachedSince = async (context: Pick<Context, 'read'>, campaign: string, person: string) => {
  const where = {
    'data.lane': `person:${person}`,
    'data.about': { in: [aboutReminders(campaign), aboutCorrections(campaign)] },
  }
  for await (const later of context.read(Delivery).stream({ where, order: ['data.order'] }))
    if (later.data.sentAt !== undefined) return later
  return undefined
}

const rowOf = async (
  context: Context,
  { data }: Stored<Addressee>,
  { state: campaignState, kind }: Campaign,
): Promise<AddresseeRow> => {
  const { campaign, person, variables, day: _day, answeredAt, ...own } = data
  const delivery = (await reached(context, campaign, person))?.data
  const { channel = '', sentAt } = delivery ?? {}
  const { state, reason } = delivery ?? (own.state === 'left' ? UNSENT.cancelled : UNSENT[campaignState])
  return AddresseeRow.parse({
    ...own,
    person,
    name: variables.name ?? person,
    unitName: variables.unit,
    placeName: own.place === undefined ? undefined : context.content.derive(placeIndex).byCode.get(own.place)?.name,
    delivery: state,
    ...(channel === '' ? {} : { channel }),
    reason,
    sentAt,
    ...(kind.confidential === true ? {} : { answeredAt }),
  })
}

const Waiting = z.strictObject({
  campaign: z.string(),
  kind: z.string(),
  title: z.string(),
  opensAt: z.string(),
  closesAt: z.string().optional(),
  /** What a button to it carries. */
  token: z.string(),
})

/** What waits for the person who asks: open campaigns that they have not answered, the nearest deadline first. */
export const waitingForMe = query({
  name: 'campaigns.waitingForMe',
  summary: 'List the open campaigns that whoever asks has not answered yet',
  allow: 'person',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(20) }),
  output: z.strictObject({ rows: z.array(Waiting) }),
  async run(context, { limit }) {
    if (context.actor.kind !== 'person') return { rows: [] }
    const where = { 'data.person': context.actor.person, 'data.state': { in: AnswerState.options.filter(isOpen) } }
    const rows: z.infer<typeof Waiting>[] = []
    for await (const { data } of context.read(Addressee).stream({ where })) {
      const campaign = (await context.read(Campaign).get(data.campaign))?.data
      if (campaign === undefined || campaign.state !== 'open' || !campaign.kind.asks) continue
      rows.push({
        ...{ campaign: data.campaign, kind: campaign.kind.name, title: campaign.title, opensAt: campaign.opensAt },
        token: `${campaign.kind.opens} ${data.campaign}`,
        ...(campaign.closesAt === undefined ? {} : { closesAt: campaign.closesAt }),
      })
    }
    return { rows: rows.sort((a, b) => ((a.closesAt ?? '9') < (b.closesAt ?? '9') ? -1 : 1)).slice(0, limit) }
  },
})
