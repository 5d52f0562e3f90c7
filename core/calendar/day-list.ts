import { z } from 'zod'
import { Day, isWeekday, ordinalOf } from './day.ts'
import type { YearList } from './schema.ts'

/** The official days of a year as public data sets list them: a day each, off or worked instead. */
export const DayList = z.object({
  year: z.int().min(1949).max(9998),
  papers: z.array(z.url()).default([]),
  days: z.array(z.object({ name: z.string().min(1), date: Day, isOffDay: z.boolean() })),
})
type DayList = z.infer<typeof DayList>

interface Gathered {
  readonly holidays: YearList['holidays']
  /** Where a day of `holidays` stands in the list that it was gathered from: the `at`th that `holidays[n]` has off, or worked. */
  readonly indexOf: (n: number, kind: 'off' | 'work', at: number) => number | undefined
}

/** The same by festivals. That a weekday is worked, as such lists say now and then, is no make-up day. */
export const byFestival = ({ days }: DayList): Gathered => {
  const listed = days.map((each, index) => ({ ...each, index }))
  const festivals = [...new Set(days.map(({ name }) => name))].map((name) => {
    const mine = listed.filter((each) => each.name === name)
    const of = (isOff: boolean) => mine.filter(({ isOffDay }) => isOffDay === isOff)
    return { name, off: of(true), work: of(false).filter(({ date }) => !isWeekday(ordinalOf(date))) }
  })
  const dates = (each: typeof listed) => each.map(({ date }) => date)
  return {
    holidays: festivals.map(({ name, off, work }) => ({ name, off: dates(off), work: dates(work) })),
    indexOf: (n, kind, at) => festivals[n]?.[kind][at]?.index,
  }
}
