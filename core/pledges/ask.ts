import { z } from 'zod'
import { type Audience, audienceFrom, GivenAudience, isNobody, SENDERS } from '../audiences/index.ts'
import type { CountedDay } from '../calendar/counted.ts'
import type { GivenKind } from '../campaigns/campaign.ts'
import { Campaign } from '../campaigns/index.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { PledgeRound } from './pledge.ts'
import type { Template } from './template.ts'
import { pledgeBook } from './texts/book.ts'

/** So many working days before the end those who have not signed are reminded. */
const REMINDERS = [3, 1]

/** Asks an audience to sign a pledge until a day. */
export const ask = operation({
  name: 'pledges.ask',
  summary: 'Ask an audience to read and sign a pledge until a day',
  allow: [...SENDERS],
  input: z.strictObject({
    template: z.string().max(40),
    audience: GivenAudience,
    closesAt: z.iso.datetime(),
  }),
  output: z.strictObject({ round: z.string(), campaign: z.string(), title: z.string() }),
  async run(context, { template: name, audience: given, closesAt }) {
    const template = await pledgeBook.inForce(context, name)
    if (template === undefined) throw notFound('pledges.unknown-template', { template: name })
    if (closesAt <= context.now) throw refusal('pledges.ends-in-the-past')
    const audience = await audienceFrom(context, given)
    if (await isNobody(context, audience)) throw refusal('pledges.nobody')
    const { round, wish } = opening(context, template, { audience, closesAt, by: actorName(context.actor) })
    return create(PledgeRound, context.newId(PledgeRound), round, [wish])
  },
  outputOf: ({ id, data }: Stored<PledgeRound>) => ({
    ...{ round: id, campaign: data.campaign, title: data.title },
  }),
})

interface Opening {
  readonly audience: Audience
  readonly closesAt: string
  readonly lastDay?: CountedDay
  readonly by: string
}

/** A round of the version that is in force now, and the wish that opens its campaign. */
export const opening = (context: Context, template: Template, { audience, by, ...window }: Opening) => {
  const campaign = context.newId(Campaign)
  const { name, title, version } = template
  const input = {
    ...{ id: campaign, kind: kindOf(template), subject: name, title, audience, ...window },
    ...{ reminders: REMINDERS, by },
  }
  const round: PledgeRound = {
    ...{ template: name, version, title, audience, closesAt: window.closesAt, campaign },
    ...{ askedBy: by, askedAt: context.now },
  }
  return { round, wish: { do: 'campaigns.open', input } }
}

/** The window is kept by signing itself: what was signed in time also counts when it is noted a moment later. */
const kindOf = ({ title, sign }: Template): GivenKind => {
  const buttons = [{ say: 'pledges.button.read', style: 'primary' as const }]
  const params = { pledge: title }
  const how = sign === 'name' ? '' : '-code'
  return {
    ...{ name: 'pledge', opens: 'pledge', asks: true, late: true },
    invite: { say: `pledges.invite${how}`, params, buttons },
    remind: { say: `pledges.remind${how}`, params, buttons },
  }
}
