import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { countedAnew } from '../calendar/counted.ts'
import { toDay } from '../calendar/index.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { tellNamed } from '../messaging/tell.ts'
import type { Dated } from '../provisional/dated.ts'
import { Campaign } from './campaign.ts'
import { endOf } from './open.ts'

/** The last days that were counted in working days, such as of a lesson that is due on appointment. */
export const campaignDates: readonly Dated<Campaign>[] = [
  {
    name: 'campaign',
    record: Campaign,
    where: { 'data.lastDay.provisional': true },
    number: ({ title }) => title,
    anew: ({ content }, { state, lastDay }) =>
      state !== 'open' || lastDay === undefined
        ? undefined
        : { promised: lastDay, anew: countedAnew(content, lastDay) },
    settle: (id) => ({ do: 'campaigns.settleDate', input: { campaign: id } }),
  },
]

/** Whoever has not answered hears where the last day has moved, and so does whoever asked them. */
export const settleDate = operation({
  name: 'campaigns.settleDate',
  summary: 'Count the provisional last day of a campaign anew after the official list of a year was announced',
  allow: 'system',
  input: z.strictObject({ campaign: z.string() }),
  output: z.strictObject({ campaign: z.string() }),
  async run(context, { campaign: id }) {
    const stored = await context.load(Campaign, id)
    const { state, lastDay: before, title, openedBy } = stored.data
    if (state !== 'open' || before?.provisional !== true) return answer({ campaign: id })
    const lastDay = countedAnew(context.content, before)
    const closesAt = calendarOf(context.content).closing(toDay(lastDay.day))
    // Nobody who still has time is told that it is over.
    if (lastDay.day === before.day || closesAt <= context.now) {
      const kept = { ...before, provisional: lastDay.provisional && closesAt > context.now }
      return change(Campaign, stored, { ...stored.data, lastDay: kept })
    }
    const moved = { ...stored.data, lastDay, closesAt }
    return change(Campaign, stored, moved, [
      ...endOf(context, id, moved),
      { do: 'campaigns.begin', input: { campaign: id, what: 'move', tag: `move-${closesAt}` } },
      ...tellNamed(openedBy, 'campaign.date-moved-for-all', { params: { title, day: lastDay.day } }),
    ])
  },
  outputOf: ({ id }) => ({ campaign: id }),
})
