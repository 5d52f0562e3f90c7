import { z } from 'zod'
import { Audience, audienceFrom, audienceInWords, knownTo } from '../audiences/index.ts'
import { calendarOf } from '../calendar/content.ts'
import { CountedDay } from '../calendar/counted.ts'
import { instantAt } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { HOUR, later } from '../ports/clock.ts'
import { Campaign, Kind } from './campaign.ts'
import type { Task } from './errand.ts'
import { checkVariables } from './variables.ts'

const Window = {
  /** Now where absent. */
  opensAt: z.iso.datetime().optional(),
  closesAt: z.iso.datetime().optional(),
  /** Where the last day was counted in working days; `closesAt` is its closing. */
  lastDay: CountedDay.optional(),
  reminders: z.array(z.int().min(0).max(60)).max(10).default([]),
  spread: z.number().min(0).max(240).default(0),
  urgent: z.boolean().default(false),
}

/** Opens a campaign: who is in it is decided when it opens, and stays so. Features open theirs by a wish. */
export const open = operation({
  name: 'campaigns.open',
  summary: 'Open a campaign: whoever is in its audience when it opens is asked',
  allow: 'system',
  oneAtATime: true,
  input: z.strictObject({
    /** Given by the feature, which keeps it: made of the act that opens it. */
    id: z.string(),
    kind: Kind,
    subject: z.string(),
    title: z.string().trim().min(1).max(120),
    audience: Audience,
    ...Window,
    by: z.string(),
  }),
  output: z.strictObject({ campaign: z.string(), number: z.number() }),
  async run(context, { id, audience: given, opensAt = context.now, by, ...input }) {
    const audience = await audienceFrom(context, given)
    checkWindow(context, { opensAt, ...input })
    checkWords(context.content, input.kind)
    const last = await context.read(Campaign).first({ order: ['-data.number'] })
    const campaign: Campaign = {
      ...input,
      audience,
      opensAt,
      number: (last?.data.number ?? 0) + 1,
      whom: audienceInWords(await knownTo(context), 'zh-CN', audience),
      state: 'open',
      openedBy: by,
      openedAt: context.now,
    }
    return create(Campaign, id, campaign, [
      begin(id, 'plan', 'plan', opensAt > context.now ? opensAt : undefined),
      ...endOf(context, id, campaign),
    ])
  },
  outputOf: ({ id, data }: Stored<Campaign>) => ({ campaign: id, number: data.number }),
})

/** When something is sent, over how many hours, and until when answers are waited for. */
interface Times {
  readonly opensAt?: string | undefined
  readonly closesAt?: string | undefined
  readonly spread?: number
}

/** @throws Refusal `campaign.deadline-over`, `campaign.closes-before-it-opens`, `campaign.closes-while-sending` */
export const checkWindow = (
  context: Pick<Context, 'now' | 'content'>,
  { opensAt = context.now, closesAt, spread = 0 }: Times,
): void => {
  if (closesAt === undefined) return
  const day = calendarOf(context.content).dayAt(closesAt)
  if (closesAt <= context.now) throw refusal('campaign.deadline-over', { day })
  if (closesAt <= opensAt) throw refusal('campaign.closes-before-it-opens')
  // Whoever comes last in the spread has time to answer, too.
  if (closesAt <= later(opensAt, spread * HOUR)) throw refusal('campaign.closes-while-sending', { spread, day })
}

/** @throws Refusal `campaign.unknown-variable` */
const checkWords = (content: Content, { invite, remind }: Kind): void => {
  for (const param of [...Object.values(invite.params), ...Object.values(remind.params)])
    checkVariables(content, String(param))
}

/** Begins work that goes on page by page; `tag` tells several times of the same work apart. */
const begin = (campaign: string, what: Task, tag: string, at?: string): Wish => ({
  do: 'campaigns.begin',
  input: { campaign, what, tag },
  ...(at === undefined ? {} : { at }),
})

/** What the end of a campaign asks for: reminders before it, and that it closes. Each holds only for this end. */
export const endOf = (context: Context, id: string, campaign: Campaign): readonly Wish[] => {
  const { closesAt } = campaign
  if (closesAt === undefined) return []
  return [
    ...remindersOf(context, id, { ...campaign, closesAt }),
    { do: 'campaigns.close', input: { campaign: id, until: closesAt }, at: closesAt },
  ]
}

/** Reminders whose time lies behind are left out. */
const remindersOf = (
  context: Context,
  id: string,
  { closesAt, reminders, kind, opensAt }: Campaign & { readonly closesAt: string },
): readonly Wish[] => {
  if (!kind.asks) return []
  const calendar = calendarOf(context.content)
  return [...new Set(reminders)].flatMap((days) => {
    const { day } = calendar.addWorkingDays(calendar.dayAt(closesAt), -days)
    const at = calendar.nextOfficeTime(instantAt(day, '00:00', calendar.timeZone))
    if (at <= context.now || at <= opensAt || at >= closesAt) return []
    const input = { campaign: id, what: 'remind', tag: `${closesAt}-${days}`, until: closesAt }
    return [{ do: 'campaigns.begin', input, at }]
  })
}
