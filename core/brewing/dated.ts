import { z } from 'zod'
import { type CountedDay, countedAnew } from '../calendar/counted.ts'
import { toDay } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { organisation } from '../people/index.ts'
import type { Dated } from '../provisional/dated.ts'
import { toUnit } from './notices.ts'
import { Brewing, type BrewingData } from './problem.ts'
import { lookOn } from './remind.ts'

/** The provisional day by which a unit checks a problem, as told and as the calendar has it now. */
const checkAnew = (content: Content, { state, checkBy, checkCounted }: BrewingData) => {
  if (state !== 'checking' || checkBy === undefined || checkCounted?.provisional !== true) return undefined
  const promised: CountedDay = { day: checkBy, ...checkCounted }
  return { promised, anew: countedAnew(content, promised) }
}

export const brewingDates: readonly Dated<BrewingData>[] = [
  {
    name: 'brewing',
    record: Brewing,
    where: { 'data.checkCounted.provisional': true },
    number: ({ number }) => number,
    office: ({ office }) => office,
    anew: ({ content }, data) => checkAnew(content, data),
    settle: (id) => ({ do: 'brewing.settleDate', input: { brewing: id } }),
  },
]

/** The unit that checks it hears where the day has moved; whoever reported it was told none. */
export const settleDate = operation({
  name: 'brewing.settleDate',
  summary: 'Count the provisional day of a check anew after the official list of a year was announced',
  allow: 'system',
  input: z.object({ brewing: z.string() }),
  output: z.object({ id: z.string() }),
  async run(context, input) {
    const stored = await context.load(Brewing, input.brewing)
    const { id, data } = stored
    const found = checkAnew(context.content, data)
    if (found === undefined) return answer({ id })
    const { promised, anew } = found
    const { day, ...checkCounted } = anew
    const next = { ...data, checkBy: day, checkCounted }
    if (day === promised.day) return change(Brewing, stored, next)
    const params = { before: promised.day, day }
    return change(Brewing, stored, next, [
      ...(data.unit === undefined
        ? []
        : toUnit(await organisation(context), data.unit, id, next, 'brewing.told.date-moved', { params })),
      lookOn(context.content, id, next, toDay(day)),
    ])
  },
  outputOf: ({ id }: { id: string }) => ({ id }),
})
