import { z } from 'zod'
import { isNobody } from '../audiences/index.ts'
import { calendarOf } from '../calendar/content.ts'
import { countedDay } from '../calendar/counted.ts'
import { toDay } from '../calendar/index.ts'
import { Campaign } from '../campaigns/index.ts'
import type { Context } from '../kernel/context.ts'
import type { Job } from '../kernel/job.ts'
import { operation } from '../kernel/operation.ts'
import { answer, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tell } from '../messaging/tell.ts'
import { opening } from './ask.ts'
import { PledgeRound } from './pledge.ts'
import type { Template } from './template.ts'
import { templateInForce } from './texts/book.ts'

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

/** The last round of each pledge. */
const lastRounds = async (context: Context): Promise<readonly Stored<PledgeRound>[]> => {
  const last = new Map<string, Stored<PledgeRound>>()
  for await (const round of context.read(PledgeRound).stream({ order: ['data.askedAt'] }))
    last.set(round.data.template, round)
  return [...last.values()]
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
    for (const { id, data } of await lastRounds(context)) {
      const template = await templateInForce(context, data.template)
      const why = template === undefined ? undefined : whyAgain(context, template, data)
      if (why === undefined || (await isNobody(context, data.audience))) continue
      await context.execute(renew, { round: id, why }, `renew ${id}`)
      renewed++
    }
    return answer({ renewed })
  },
  outputOf: () => ({ renewed: 0 }),
})

/** Asks the same audience again. What is still open of the round before is taken back: nobody is asked for both. */
export const renew = operation({
  name: 'pledges.renew',
  summary: 'Ask the audience of a round again, for the new version or the new year',
  allow: 'system',
  input: z.strictObject({ round: z.string(), why: Why }),
  output: z.strictObject({ round: z.string() }),
  async run(context, { round: id, why }) {
    const before = (await context.read(PledgeRound).get(id))?.data
    const template = before === undefined ? undefined : await templateInForce(context, before.template)
    if (before === undefined || template === undefined) return answer({ round: id })
    const calendar = calendarOf(context.content)
    const lastDay = countedDay(context.content, calendar.dayAt(context.now), WINDOW)
    const { day } = lastDay
    const closesAt = calendar.closing(toDay(day))
    const { audience, askedBy } = before
    const { round, wish } = opening(context, template, { audience, closesAt, lastDay, by: askedBy })
    const old = (await context.read(Campaign).get(before.campaign))?.data
    const wishes: readonly Wish[] = [
      ...(old?.state === 'open' ? [{ do: 'campaigns.cancel', input: { campaign: before.campaign } }] : []),
      wish,
      ...officerOf(askedBy).map((person) =>
        tell({ kind: 'person', person }, `pledges.renewed-${why}`, {
          params: { title: template.title, day },
          choices: [{ say: 'pledges.button.board', token: 'pledge_board' }],
        }),
      ),
    ]
    return create(PledgeRound, context.newId(PledgeRound), round, wishes)
  },
  outputOf: ({ id }: Stored<PledgeRound>) => ({ round: id }),
})

const officerOf = (name: string): readonly string[] =>
  name.startsWith('person:') ? [name.slice('person:'.length)] : []
