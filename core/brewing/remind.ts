import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import type { Day } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import { organisation } from '../people/index.ts'
import { toOfficers, toUnit } from './notices.ts'
import { Brewing, type BrewingData } from './problem.ts'

/** The wish to look again in so many working days, whether anything was done by then. */
export const lookLater = ({ content, now }: Context, id: string, data: BrewingData, days: number): Wish => {
  const calendar = calendarOf(content)
  const { day } = calendar.addWorkingDays(calendar.dayAt(now), days)
  return lookOn(content, id, data, day)
}

/** The look at the closing of `day`; whose turn it is until then is told another day by `checkBy`. */
export const lookOn = (content: Content, id: string, { steps, checkBy }: BrewingData, day: Day): Wish => ({
  do: 'brewing.remind',
  input: { brewing: id, steps: steps.length, ...(checkBy === undefined ? {} : { by: checkBy }) },
  at: calendarOf(content).closing(day),
})

/** Reminds those whose turn it is, where nothing was done since. */
export const remind = operation({
  name: 'brewing.remind',
  summary: 'Remind those whose turn it is, where nothing was done about a brewing problem in time',
  allow: 'system',
  audited: false,
  input: z.object({ brewing: z.string(), steps: z.number(), by: z.string().optional() }),
  output: z.object({}),
  async run(context, input) {
    const stored = await context.load(Brewing, input.brewing)
    const { id, data } = stored
    const { state, unit } = data
    if (data.steps.length !== input.steps || (state !== 'received' && state !== 'checking')) return answer({})
    // A day that was counted anew has a look of its own.
    if (input.by !== undefined && input.by !== data.checkBy) return answer({})
    const org = await organisation(context)
    const params = { unit: unit === undefined ? '' : (org.unit(unit)?.name ?? unit) }
    const told = [
      ...toOfficers(org, id, data, `brewing.told.late-${state}`, { params }),
      ...(state === 'checking' && unit !== undefined ? toUnit(org, unit, id, data, 'brewing.told.late-unit') : []),
    ]
    return change(Brewing, stored, data, [...told, lookLater(context, id, data, 2)])
  },
  outputOf: () => ({}),
})
