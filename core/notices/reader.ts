import { z } from 'zod'
import { Addressee, AnswerState, addresseeId } from '../campaigns/addressee.ts'
import { type Campaign, campaignNamed, settle } from '../campaigns/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { answer, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tellNamed } from '../messaging/tell.ts'
import { DAY, later } from '../ports/clock.ts'
import { checkFiles, NoticeFiles } from './files.ts'
import { Ask, isFilledIn, Notice, NoticeReply, Question } from './notice.ts'

/** The notice of a campaign. @throws Refusal `campaign.unknown` */
export const noticeOf = async (context: Pick<Context, 'read'>, campaign: string): Promise<Stored<Notice>> => {
  const found = await context.read(Notice).first({ where: { 'data.campaign': campaign } })
  if (found === undefined) throw notFound('campaign.unknown')
  return found
}

/** Whoever acts, as somebody whom the notice was sent to. @throws Refusal `campaign.not-asked` */
export const asReader = async (context: Context, campaign: string): Promise<Addressee> => {
  if (context.actor.kind !== 'person') throw forbidden()
  const found = await context.read(Addressee).get(addresseeId(campaign, context.actor.person))
  if (found === undefined) throw notFound('campaign.not-asked')
  // Whoever left and is back may answer.
  return found.data.state === 'left' ? { ...found.data, state: 'waiting' } : found.data
}

/** Confirms that a notice was read, or chooses among what it offers. The first press counts, and a later one says so. */
export const respond = operation({
  name: 'notices.respond',
  summary: 'Confirm a notice, or choose one of its options',
  allow: 'person',
  input: z.strictObject({ campaign: z.string(), option: z.int().min(0).max(20).optional() }),
  output: z.strictObject({ state: AnswerState, title: z.string(), chosen: z.string().optional() }),
  async run(context, { campaign, option }) {
    const { person } = await asReader(context, campaign)
    const { data } = await noticeOf(context, campaign)
    const chosen = option === undefined ? undefined : data.options[option]
    // Its button leads to the form; a confirmation alone is no answer.
    if (isFilledIn(data.ask)) throw refusal('notices.fill-in')
    if (data.ask === 'choice' && chosen === undefined) throw refusal('notices.choose')
    const said = chosen === undefined ? {} : { answer: chosen }
    const wanted = {
      campaign,
      person,
      state: AnswerState.enum[data.ask === 'choice' ? 'chosen' : 'confirmed'],
      ...said,
    }
    const { state } = await context.execute(settle, wanted, 'settle', SYSTEM)
    return answer({ state, title: data.title, ...(chosen === undefined ? {} : { chosen }) })
  },
  outputOf: (_stored: Stored<Notice>) => ({ state: 'confirmed' as const, title: '' }),
})

/** Replies in words: it stands in the thread of the notice, and whoever wrote the notice hears of it. */
export const reply = operation({
  name: 'notices.reply',
  summary: 'Reply to a notice in words',
  allow: 'person',
  input: z.strictObject({
    campaign: z.string(),
    text: z.string().trim().min(1).max(5_000),
    files: NoticeFiles,
  }),
  output: z.strictObject({ reply: z.string() }),
  async run(context, { campaign, text, files }) {
    const { person, state, variables } = await asReader(context, campaign)
    const { data } = await noticeOf(context, campaign)
    await checkFiles(context, files)
    const sentAs = await campaignNamed(context, campaign)
    // A choice is made by choosing, and a form is filled in; words beside it are only said, and so is what comes to
    // something that was cancelled.
    const answers =
      data.ask !== 'choice' &&
      !isFilledIn(data.ask) &&
      (state === 'waiting' || state === 'replied') &&
      sentAs.data.state !== 'cancelled'
    const settled: Wish = {
      do: 'campaigns.settle',
      input: { campaign, person, state: 'replied', answer: text.slice(0, 500) },
    }
    const entry = { campaign, person, from: 'reader' as const, by: `person:${person}`, text, files, at: context.now }
    return create(NoticeReply, context.newId(NoticeReply), entry, [
      ...(answers ? [settled] : []),
      ...toWriter(data, sentAs, entry, variables.name ?? person),
    ])
  },
  outputOf: ({ id }: Stored<NoticeReply>) => ({ reply: id }),
})

const toWriter = (
  { writtenBy, title }: Notice,
  { id: campaign, data: { number } }: Stored<Campaign>,
  { person, text, files }: NoticeReply,
  name: string,
): readonly Wish[] =>
  tellNamed(writtenBy, 'notices.replied', {
    params: { name, title, text: text.slice(0, 1_000) },
    files,
    choices: [{ say: 'notices.button.answer', token: `notice_answer ${number} ${person}` }],
    about: `${campaign}:thread`,
  })

/** A notice as one of its readers sees it. */
export const show = query({
  name: 'notices.show',
  summary: 'A notice that was sent to whoever asks, with what they answered',
  allow: 'person',
  input: z.strictObject({ campaign: z.string() }),
  output: z.strictObject({
    title: z.string(),
    text: z.string(),
    ask: Ask,
    options: z.array(z.string()),
    questions: z.array(Question),
    /** The name of the form that is to be filled in. */
    form: z.string().optional(),
    state: AnswerState,
    answer: z.string().optional(),
  }),
  async run(context, { campaign }) {
    const { state, answer: said } = await asReader(context, campaign)
    const { title, text, ask, options, questions, form } = (await noticeOf(context, campaign)).data
    return {
      ...{ title, text, ask, options, questions, state },
      ...(form === undefined ? {} : { form }),
      ...(said === undefined ? {} : { answer: said }),
    }
  },
})

/** The notice that whoever asks wrote about, or was answered about, last within a day. */
export const lately = query({
  name: 'notices.lately',
  summary:
    'The notice that whoever asks has talked about with the office within a day, the last where there are several',
  allow: 'person',
  input: z.strictObject({}),
  output: z.strictObject({ campaign: z.string().optional() }),
  async run(context) {
    if (context.actor.kind !== 'person') return {}
    const where = { 'data.person': context.actor.person, 'data.at': { gte: later(context.now, -DAY) } }
    const { rows } = await context.read(NoticeReply).page({ where, order: ['-data.at'], limit: 1 })
    const [last] = rows
    return last === undefined ? {} : { campaign: last.data.campaign }
  },
})
