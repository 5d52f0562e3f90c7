import { z } from 'zod'
import { namedPeople } from '../audiences/audience.ts'
import { type Audience, audiencePages, isNobody } from '../audiences/index.ts'
import { calendarOf } from '../calendar/content.ts'
import { countedDay } from '../calendar/counted.ts'
import { instantAt, toDay } from '../calendar/index.ts'
import { Campaign } from '../campaigns/index.ts'
import type { Context } from '../kernel/context.ts'
import type { Job } from '../kernel/job.ts'
import { operation } from '../kernel/operation.ts'
import { answer, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tellNamed } from '../messaging/tell.ts'
import { opening } from './ask.ts'
import { PledgeReceipt, PledgeRound } from './pledge.ts'
import type { Template } from './template.ts'
import { pledgeBook } from './texts/book.ts'

/** So many working days people have to sign again. */
const WINDOW = 10

const Why = z.enum(['version', 'year'])
type Why = z.infer<typeof Why>

/** Every working morning is soon enough: whoever changed the text changed it on a working day. */
export const renewal: Job = {
  name: 'pledges.renewDue',
  cron: '20 8 * * 1-5',
  missed: 'once',
  run: (at) => ({ do: 'pledges.renewDue', input: { at } }),
}

/** The rounds that nobody has renewed yet, the newest first. */
const lastRounds = async (context: Context): Promise<readonly Stored<PledgeRound>[]> => {
  const rounds: Stored<PledgeRound>[] = []
  for await (const round of context.read(PledgeRound).stream({ order: ['-data.askedAt'] })) rounds.push(round)
  const renewed = new Set(rounds.map(({ data }) => data.renews))
  return rounds.filter(({ id }) => !renewed.has(id))
}

/** Why those of this round are to be asked again now; undefined while they need not. */
const whyAgain = (context: Context, template: Template, { version, askedAt }: PledgeRound): Why | undefined => {
  if (template.version > version) return 'version'
  const { dayAt } = calendarOf(context.content)
  const isNewYear = dayAt(context.now).slice(0, 4) > dayAt(askedAt).slice(0, 4)
  return template.renew === 'yearly' && isNewYear ? 'year' : undefined
}

export const renewDue = operation({
  name: 'pledges.renewDue',
  summary: 'Ask again for the pledges whose text has a new version, or whose year is over',
  allow: 'system',
  audited: false,
  input: z.strictObject({ at: z.string() }),
  output: z.strictObject({ renewed: z.number() }),
  async run(context) {
    if (!calendarOf(context.content).isWorkingDay(calendarOf(context.content).dayAt(context.now)))
      return answer({ renewed: 0 })
    let renewed = 0
    const newer: Stored<PledgeRound>[] = []
    for (const round of await lastRounds(context)) {
      const { id, data } = round
      const template = await pledgeBook.inForce(context, data.template)
      const why = template === undefined ? undefined : whyAgain(context, template, data)
      const but = newer.filter((each) => each.data.template === data.template).map((each) => each.id)
      newer.push(round)
      if (template === undefined || why === undefined) continue
      if (await isNobody(context, await whoIsLeft(context, { template, before: data, why, but }))) continue
      await context.execute(renew, { round: id, why, but }, `renew ${id}`)
      renewed++
    }
    return answer({ renewed })
  },
  outputOf: () => ({ renewed: 0 }),
})

interface Again {
  readonly template: Template
  readonly before: PledgeRound
  readonly why: Why
  /** Rounds that were asked for later: whoever is in one of them is asked there. */
  readonly but: readonly string[]
}

/**
 * Whom to ask again: nobody twice. Between the new year, or the new version, and the working morning that asks again,
 * somebody who was still asked may have signed already what is now to be signed.
 */
const whoIsLeft = async (context: Context, { template, before, why, but }: Again): Promise<Audience> => {
  const { timeZone, dayAt } = calendarOf(context.content)
  const from =
    why === 'version' ? before.askedAt : instantAt(toDay(`${dayAt(context.now).slice(0, 4)}-01-01`), '00:00', timeZone)
  const out = new Set<string>()
  for await (const { data } of context.read(PledgeReceipt).stream({ where: { 'data.signedAt': { gte: from } } })) {
    const { template: name, version } = data.proof.parts
    if (name === template.name && version === String(template.version)) out.add(data.person)
  }
  for (const id of but) {
    const round = await context.read(PledgeRound).get(id)
    if (round === undefined) continue
    for await (const { people } of audiencePages(context, round.data.audience))
      for (const { code } of people) out.add(code)
  }
  const { any, none } = before.audience
  return { any, none: [...none, ...namedPeople([...out]).any] }
}

/** Asks the same audience again. What is still open of the round before is taken back: nobody is asked for both. */
export const renew = operation({
  name: 'pledges.renew',
  summary: 'Ask the audience of a round again, for the new version or the new year',
  allow: 'system',
  input: z.strictObject({ round: z.string(), why: Why, but: z.array(z.string()) }),
  output: z.strictObject({ round: z.string() }),
  async run(context, { round: id, why, but }) {
    const before = (await context.read(PledgeRound).get(id))?.data
    const template = before === undefined ? undefined : await pledgeBook.inForce(context, before.template)
    if (before === undefined || template === undefined) return answer({ round: id })
    const calendar = calendarOf(context.content)
    const lastDay = countedDay(context.content, calendar.dayAt(context.now), WINDOW)
    const { day } = lastDay
    const closesAt = calendar.closing(toDay(day))
    const { audience: all, askedBy } = before
    const audience = await whoIsLeft(context, { template, before, why, but })
    const { round, wish } = opening(context, template, { audience, closesAt, lastDay, by: askedBy })
    const old = (await context.read(Campaign).get(before.campaign))?.data
    const wishes: readonly Wish[] = [
      ...(old?.state === 'open' ? [{ do: 'campaigns.cancel', input: { campaign: before.campaign } }] : []),
      wish,
      ...tellNamed(askedBy, `pledges.renewed-${why}`, {
        params: { title: template.title, day },
        choices: [{ say: 'pledges.button.board', token: 'pledge_board' }],
      }),
    ]
    return create(PledgeRound, context.newId(PledgeRound), { ...round, audience: all, renews: id }, wishes)
  },
  outputOf: ({ id }: Stored<PledgeRound>) => ({ round: id }),
})
