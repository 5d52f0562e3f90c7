import { z } from 'zod'
import { audiencePages, SENDERS } from '../audiences/index.ts'
import { Addressee, addresseeId } from '../campaigns/addressee.ts'
import {
  campaignNamed,
  checkVariables,
  filled,
  profiles,
  READERS,
  variableInWords,
  variablesIn,
} from '../campaigns/index.ts'
import { actorName } from '../kernel/actor.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { partsOn } from '../messaging/channel-state.ts'
import { MessageFile } from '../messaging/message.ts'
import { tell } from '../messaging/tell.ts'
import { Person } from '../people/person.ts'
import { checkFiles, NoticeFiles } from './files.ts'
import { kindOf } from './kind.ts'
import { Notice, NoticeReply } from './notice.ts'
import { noticeOf } from './reader.ts'
import { titleOf } from './write.ts'

/** Answers one reader of a notice, in its thread. */
export const answerReader = operation({
  name: 'notices.answer',
  summary: 'Answer one reader of a notice',
  allow: [...SENDERS],
  input: z.strictObject({
    ...{ campaign: z.string(), person: z.string(), text: z.string().trim().min(1).max(5_000) },
    files: NoticeFiles,
  }),
  output: z.strictObject({ reply: z.string() }),
  async run(context, { campaign: named, person, text, files }) {
    const campaign = (await campaignNamed(context, named)).id
    const { data } = await noticeOf(context, campaign)
    await checkFiles(context, files)
    if ((await context.read(Addressee).get(addresseeId(campaign, person))) === undefined)
      throw notFound('campaign.not-asked')
    const entry = {
      campaign,
      person,
      from: 'office' as const,
      by: actorName(context.actor),
      text,
      files,
      at: context.now,
    }
    return create(NoticeReply, context.newId(NoticeReply), entry, [
      tell({ kind: 'person', person }, 'notices.answered', {
        purpose: 'duty',
        params: { title: data.title, text },
        files,
        choices: [{ say: 'notices.button.reply', token: `notice ${campaign} reply` }],
        about: `${campaign}:thread`,
      }),
    ])
  },
  outputOf: ({ id }: Stored<NoticeReply>) => ({ reply: id }),
})

/** Puts a notice right that was sent: edited where the platform can, said anew where it can't. */
export const correct = operation({
  name: 'notices.correct',
  summary: 'Put right the words of a notice that was sent',
  allow: [...SENDERS],
  input: z.strictObject({ campaign: z.string(), text: z.string().trim().min(1).max(20_000) }),
  output: z.strictObject({ notice: z.string() }),
  async run(context, { campaign: named, text }) {
    const {
      id: campaign,
      data: { state },
    } = await campaignNamed(context, named)
    if (state === 'cancelled') throw refusal('campaign.cancelled')
    checkVariables(context.content, text)
    const stored = await context.load(Notice, (await noticeOf(context, campaign)).id)
    const earlier = [...stored.data.earlier, { text: stored.data.text, until: context.now }]
    const title = titleOf(text)
    const next = { ...stored.data, title, text, earlier }
    const { invite, remind } = kindOf(context.content, next)
    return change(Notice, stored, next, [{ do: 'campaigns.correct', input: { campaign, title, invite, remind } }])
  },
  outputOf: ({ id }: Stored<Notice>) => ({ notice: id }),
})

const Said = z.strictObject({
  person: z.string(),
  name: z.string(),
  from: z.enum(['reader', 'office']),
  text: z.string(),
  files: z.array(MessageFile),
  at: z.string(),
})

/** What was said about a notice, the newest first. */
export const thread = query({
  name: 'notices.thread',
  summary: 'List what readers of a notice replied and what they were answered, the newest first',
  allow: [...READERS],
  input: z.strictObject({
    campaign: z.string(),
    person: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(20),
    after: z.string().optional(),
  }),
  output: z.strictObject({ rows: z.array(Said), next: z.string().optional() }),
  async run(context, { campaign: named, person, limit, after }) {
    const campaign = (await campaignNamed(context, named)).id
    const page = await context.read(NoticeReply).page({
      where: { 'data.campaign': campaign, ...(person === undefined ? {} : { 'data.person': person }) },
      order: ['-data.at'],
      limit,
      ...(after === undefined ? {} : { after }),
    })
    const rows = await Promise.all(
      page.rows.map(async ({ data }) => ({
        ...{ person: data.person, from: data.from, text: data.text, files: data.files, at: data.at },
        name:
          (await context.read(Addressee).get(addresseeId(campaign, data.person)))?.data.variables.name ?? data.person,
      })),
    )
    return { rows, ...(page.next === undefined ? {} : { next: page.next }) }
  },
})

/** A notice before it is sent, and how one of its readers would read it. */
export const draft = query({
  name: 'notices.draft',
  summary: 'A notice as it was written, and as one of its readers would read it',
  allow: [...SENDERS],
  input: z.strictObject({ notice: z.string(), reader: z.string().optional() }),
  output: z.strictObject({
    notice: Notice.schema,
    shown: z.string(),
    /** Where it is too long for one message: the parts that it comes in. */
    parts: z.array(z.strictObject({ channel: z.string(), parts: z.array(z.string()) })),
  }),
  async run(context, { notice: id, reader }) {
    const notice = (await context.read(Notice).get(id))?.data
    if (notice === undefined) throw notFound('campaign.unknown')
    const person = reader === undefined ? undefined : (await context.read(Person).get(reader))?.data
    const [profile] = await profiles(context, person === undefined ? [] : [person])
    const shown = profile === undefined ? notice.text : filled(context.content, notice.text, profile.variables)
    return { notice, shown, parts: await partsOn(context, shown) }
  },
})

/** For how many readers which variable of a notice is empty: counted before it is sent, a page of them at a time. */
export const blanks = query({
  name: 'notices.blanks',
  summary: 'Count the readers of a notice for whom one of its variables is empty',
  allow: [...SENDERS],
  input: z.strictObject({ notice: z.string() }),
  output: z.strictObject({
    /** Each as it is called, the counts above 0 only. */
    blanks: z.array(z.strictObject({ variable: z.string(), count: z.number().int() })),
  }),
  async run(context, { notice: id }) {
    const notice = (await context.read(Notice).get(id))?.data
    if (notice === undefined) throw notFound('campaign.unknown')
    const used = variablesIn(context.content, notice.text).filter((name) => name !== 'name')
    const counts = new Map<string, number>()
    if (used.length === 0) return { blanks: [] }
    for await (const { people } of audiencePages(context, notice.audience)) {
      for (const { variables } of await profiles(context, people)) {
        for (const name of used) if (!variables[name]) counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }
    return {
      blanks: [...counts].map(([name, count]) => ({ variable: variableInWords(context.content, name), count })),
    }
  },
})
