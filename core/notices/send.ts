import { z } from 'zod'
import { audienceFrom, isNobody, SENDERS } from '../audiences/index.ts'
import { Campaign, checkWindow, Kind, profiles, wishTo } from '../campaigns/index.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tell } from '../messaging/tell.ts'
import { Person } from '../people/person.ts'
import { kindOf } from './kind.ts'
import { Notice } from './notice.ts'

/** Stands for the campaign in the buttons of a test. */
export const TEST = 'test'

const Which = z.strictObject({ notice: z.string() })

/** Sends a notice: now, at its time, or spread. Whoever belongs to its audience when it opens gets it. */
export const send = operation({
  name: 'notices.send',
  summary: 'Send a notice to its audience',
  allow: [...SENDERS],
  input: Which,
  output: z.strictObject({ notice: z.string(), campaign: z.string(), title: z.string() }),
  async run(context, { notice: id }) {
    const stored = await context.load(Notice, id)
    const notice = stored.data
    if (notice.state === 'discarded') throw refusal('notices.is-discarded')
    // A second press, later or from another chat, sends nothing again.
    if (notice.campaign !== undefined) return answer({ notice: id, campaign: notice.campaign, title: notice.title })
    await audienceFrom(context, notice.audience)
    checkWindow(context, notice)
    if (await isNobody(context, notice.audience)) throw refusal('notices.nobody')
    const campaign = context.newId(Campaign)
    return change(Notice, stored, { ...notice, state: 'sent', campaign }, [opening(context, id, campaign, notice)])
  },
  outputOf: ({ id, data }: Stored<Notice>) => ({ notice: id, campaign: data.campaign ?? '', title: data.title }),
})

/** The wish to open the campaign of a notice. */
export const opening = (context: Context, id: string, campaign: string, notice: Notice): Wish => {
  const { title, audience, opensAt, closesAt, reminders, spread, urgent } = notice
  return {
    do: 'campaigns.open',
    input: {
      ...{ id: campaign, kind: kindOf(context.content, notice), subject: id, title, audience },
      ...{ reminders, spread, urgent, by: actorName(context.actor) },
      ...(opensAt === undefined || opensAt < context.now ? {} : { opensAt }),
      ...(closesAt === undefined ? {} : { closesAt }),
    },
  }
}

/** Sends a notice to one person alone, as others would read it: to whoever asks, or whom a program names. */
export const test = operation({
  name: 'notices.test',
  summary: 'Send a notice to whoever asks, or to one person, as its readers would get it',
  allow: [...SENDERS],
  input: Which.extend({
    /** The code of a person; whoever asks where absent. */
    to: z.string().optional(),
  }),
  output: z.strictObject({ notice: z.string() }),
  async run(context, { notice: id, to }) {
    const stored = await context.load(Notice, id)
    const { actor } = context
    const whom = to ?? (actor.kind === 'person' ? actor.person : undefined)
    if (whom === undefined) throw forbidden()
    const person = (await context.read(Person).get(whom))?.data
    if (person === undefined) throw notFound('people.unknown-person', { person: whom })
    const [profile] = await profiles(context, [person])
    const reader = { person: person.code, variables: profile?.variables ?? {} }
    const kind = Kind.parse(kindOf(context.content, stored.data))
    // Its buttons lead to no campaign: a test is no answer.
    const shown = { kind, title: stored.data.title, number: 0, urgent: true }
    return change(Notice, stored, stored.data, [
      tell({ kind: 'person', person: person.code }, 'notices.test', {
        purpose: 'duty',
        urgent: true,
        about: `${id}:test`,
      }),
      wishTo(context.content, TEST, shown, reader, kind.invite, `${id}:test`),
    ])
  },
  outputOf: ({ id }: Stored<Notice>) => ({ notice: id }),
})
