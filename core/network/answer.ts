import { z } from 'zod'
import { Campaign, campaignNamed, settle } from '../campaigns/index.ts'
import { Answer, type Answers, Place } from '../conversation/conversation.ts'
import type { Form } from '../conversation/form.ts'
import { formIn } from '../conversation/forms.ts'
import { faultIn, kept } from '../conversation/kept-answers.ts'
import { keepingVersion } from '../forms/operations.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change, create, answer as nothingMore, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { Person } from '../people/person.ts'
import { chosenIn } from './chosen.ts'
import { FEEDBACK_FORM } from './collect.ts'
import { Collection } from './collection.ts'
import { answerId, isReplaceable, MemberAnswer, MemberChat, sealMember } from './member-answer.ts'
import { roundFor } from './round.ts'

/** @throws Refusal `network.not-asking`, `campaign.closed` */
export const formOfCampaign = async (context: Pick<Context, 'read'>, campaign: string | undefined): Promise<string> => {
  if (campaign === undefined) return FEEDBACK_FORM
  const collection = await context.read(Collection).get(campaign)
  if (collection === undefined) throw notFound('network.not-asking')
  const { state } = (await context.read(Campaign).get(campaign))?.data ?? (await campaignNamed(context, campaign)).data
  if (state === 'cancelled') throw refusal('campaign.cancelled')
  if (state === 'closed') throw refusal('campaign.closed')
  return collection.data.form
}

/**
 * Keeps what a member answered. The same campaign answered again takes the place of the first answer while it is open
 * and nothing has become of it. What is told unasked is the answer to a round of the form that waits for them, once; else
 * it stands by itself. A complaint or a request for help becomes a case at once, by the green channel 绿色通道.
 */
export const answerMember = operation({
  name: 'network.answer',
  summary: 'Fill in the feedback form of a member of a contact point, of a campaign or unasked',
  allow: ['contact-point'],
  unsigned: true,
  input: z.strictObject({
    campaign: z.string().max(60).optional(),
    answers: z.record(z.string().max(40), Answer),
    chat: MemberChat.optional(),
    /** Whether it is known that something was told unasked meanwhile, which this takes the place of. */
    replaces: z.boolean().default(true),
  }),
  output: z.strictObject({
    ...{ id: z.string(), kind: z.string(), again: z.boolean() },
    /** The title of the campaign that it answers. */
    round: z.string().optional(),
  }),
  async run(context, { campaign: asked, answers, chat, replaces }) {
    if (context.actor.kind !== 'person') throw forbidden()
    const { person } = context.actor
    const campaign = asked ?? (await roundFor(context, person, FEEDBACK_FORM))
    const form = formIn(context.content, await formOfCampaign(context, campaign))
    if (form === undefined) throw notFound('forms.unknown')
    const fault = faultIn(form, answers)
    if (fault !== undefined) throw refusal(`forms.answer-${fault.what}`, { field: fault.field })
    const id = campaign === undefined ? context.newId(MemberAnswer) : answerId(context.seal, campaign, person)
    const data = await dataOf(context, person, form, { ...kept(form, answers) })
    const full: MemberAnswer = {
      ...data,
      ...sealMember(context.seal, id, person, chat),
      ...(campaign === undefined ? {} : { campaign }),
      ...(campaign === undefined || asked !== undefined ? {} : { unasked: true as const }),
    }
    const wishes = [...wishesOf(id, person, full), ...(await keepingVersion(context, form))]
    // What is told unasked takes nobody's place: where another came first meanwhile, it is looked at anew.
    const isFirst = asked === undefined || (await context.read(MemberAnswer).get(id)) === undefined
    if (isFirst) return create(MemberAnswer, id, full, wishes)
    const stored = await context.load(MemberAnswer, id)
    if (!isReplaceable(stored.data)) throw refusal('network.turned-already')
    if (stored.data.unasked && !replaces) throw refusal('network.answered-unasked')
    return change(MemberAnswer, stored, full, wishes)
  },
  async outputOf({ id, data, version }: Stored<MemberAnswer>, context) {
    const round = data.campaign === undefined ? undefined : await context.read(Campaign).get(data.campaign)
    return { id, kind: data.kind, again: version > 1, ...(round === undefined ? {} : { round: round.data.title }) }
  },
})

/** Keeps that a member answered a campaign: neither what, nor where it stands. */
export const settleMember = operation({
  name: 'network.settle',
  summary: 'Keep that a member has answered a campaign',
  allow: 'system',
  audited: false,
  input: z.strictObject({ campaign: z.string(), person: z.string(), takenAt: z.string().optional() }),
  output: z.strictObject({}),
  async run(context, { campaign, person, takenAt }) {
    // Not under the key of this effect: that names the answer.
    const under = context.seal.blind(context.key, 'settle')
    await context.execute(
      settle,
      { campaign, person, state: 'done' as const, ...(takenAt && { takenAt }) },
      'settle',
      context.actor,
      under,
    )
    return nothingMore({})
  },
  outputOf: () => ({}),
})

const dataOf = async (context: Context, person: string, form: Form, answers: Record<string, Answer>) => {
  const own = (await context.read(Person).get(person))?.data
  const text = wordsOf(form, answers)
  const kind = kindIn(answers)
  const place = (await placeOf(context, answers)) ?? own?.place
  return {
    ...{ form: form.name, version: form.version, answers, at: context.now, text, kind },
    chosen: chosenIn(form, answers),
    became: text === '' ? ('none' as const) : ('waiting' as const),
    ...(own?.stratum === undefined ? {} : { stratum: own.stratum }),
    ...(place === undefined ? {} : { place }),
  }
}

const wishesOf = (id: string, person: string, { campaign, text, kind, at }: MemberAnswer): readonly Wish[] => [
  ...(campaign === undefined ? [] : [{ do: 'network.settle', input: { campaign, person, takenAt: at } }]),
  ...(text !== '' && (kind === 'complaint' || kind === 'help')
    ? [{ do: 'network.takeGreen', input: { answer: id } }]
    : []),
]

const kindIn = ({ kind }: Answers): MemberAnswer['kind'] =>
  kind === 'complaint' || kind === 'help' || kind === 'suggestion' ? kind : 'other'

/** What was said in free words, one paragraph for each question. */
const wordsOf = (form: Form, answers: Answers): string =>
  form.fields
    .flatMap(({ name, kind }) => {
      const answer = answers[name]
      return kind === 'longText' && typeof answer === 'string' ? [answer.trim()] : []
    })
    .filter(Boolean)
    .join('\n')

/** The code of the place that was told. */
const placeOf = async (context: Context, { place }: Answers): Promise<string | undefined> => {
  const told = Place.safeParse(place).data?.code
  return told === undefined ? undefined : (await organisation(context)).place(told)?.code
}
