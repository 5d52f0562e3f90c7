import { z } from 'zod'
import { Audience, audienceFrom, isNobody, SENDERS } from '../audiences/index.ts'
import type { GivenKind } from '../campaigns/campaign.ts'
import { Campaign, checkWindow } from '../campaigns/index.ts'
import { formIn } from '../conversation/forms.ts'
import { actorName } from '../kernel/actor.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { Collection } from './collection.ts'

/** The form that members fill in, asked or not. */
export const FEEDBACK_FORM = 'member-feedback'

/** Asks members of an audience to fill in a form; only who has not answered is reminded. */
export const collect = operation({
  name: 'network.collect',
  summary: 'Ask members of contact points to fill in a form until a day',
  allow: [...SENDERS],
  input: z.strictObject({
    form: z.string().max(40).default(FEEDBACK_FORM),
    title: z.string().trim().min(1).max(120),
    /** As data, or in words such as `联系点成员` or `层面:农民`. */
    audience: z.union([Audience, z.string().min(1).max(10_000)]),
    closesAt: z.iso.datetime(),
    reminders: z.array(z.int().min(0).max(60)).max(10).default([3, 1]),
  }),
  output: z.strictObject({ campaign: z.string(), title: z.string() }),
  async run(context, { form, title, audience: given, closesAt, reminders }) {
    if (formIn(context.content, form) === undefined) throw notFound('forms.unknown')
    checkWindow(context, { closesAt })
    const audience = membersOf(await audienceFrom(context, given))
    if (await isNobody(context, audience)) throw refusal('network.nobody')
    const by = actorName(context.actor)
    const id = context.newId(Campaign)
    const input = {
      id,
      kind: kindOf(title),
      subject: id,
      title,
      audience,
      closesAt,
      reminders,
      by,
    }
    return create(Collection, id, { form, title, by, at: context.now }, [{ do: 'campaigns.open', input }])
  },
  outputOf: ({ id, data }: Stored<Collection>) => ({ campaign: id, title: data.title }),
})

/** Who is no member could not answer, and is not asked. */
const membersOf = ({ any, none }: Audience): Audience => ({
  any: any.map((group) =>
    group.some(({ term }) => ['members', 'stratum', 'place'].includes(term))
      ? group
      : [...group, { term: 'members', value: '' }],
  ),
  none,
})

const kindOf = (title: string): GivenKind => {
  const params = { title }
  const buttons = [{ say: 'network.button.fill', style: 'primary' as const }]
  return {
    ...{ name: 'form', opens: 'feedback', asks: true, late: false, duty: true, confidential: true },
    invite: { say: 'network.asked', params, buttons },
    remind: { say: 'network.reminded', params, buttons },
  }
}
