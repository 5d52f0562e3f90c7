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
  /** Where a day of `holidays` stands in the list that it was gathered from. */
  readonly indexOf: (day: string) => number | undefined
}

/** The same by festivals. That a weekday is worked, as such lists say now and then, is no make-up day. */
export const byFestival = ({ days }: DayList): Gathered => {
  const names = [...new Set(days.map(({ name }) => name))]
  const holidays = names.map((name) => {
    const mine = days.filter((each) => each.name === name)
    const of = (isOff: boolean) => mine.filter(({ isOffDay }) => isOffDay === isOff).map(({ date }) => date)
    return { name, off: of(true), work: of(false).filter((date) => !isWeekday(ordinalOf(date))) }
  })
  return { holidays, indexOf: (day) => days.findIndex(({ date }) => date === day) }
}
