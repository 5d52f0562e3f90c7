import { calendarOf } from '../calendar/content.ts'
import { dueDay } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import type { Params } from '../kernel/errors.ts'
import type { CaseData } from './case.ts'
import { OPEN } from './lifecycle.ts'

/** How the last day of an open case came about, as texts to be said one after the other. */
export type Because = readonly (readonly [key: string, params: Params])[]

/**
 * From which day how many working days are counted, how many an extension added, how many were given back because the
 * citizen was asked, and whether a list that is still to come may move it. Keys are `WHOSE.because.limit`, `….again`,
 * `….extended`, `….stopped`, `….stands` and `….provisional`.
 */
export const becauseOf = (content: Content, { state, clock, due, round }: CaseData, whose: string): Because => {
  if (!OPEN.includes(state) || clock === undefined) return []
  const calendar = calendarOf(content)
  const { extension, limit, startedAt, stops } = clock
  const from = calendar.officeDay(startedAt).day
  const ran = dueDay({ ...clock, stops: [] }, calendar)
  const ends = dueDay(clock, calendar)
  // What stops gave back is what the last day lies behind the one without them.
  const stopped = ran === undefined || ends === undefined ? 0 : calendar.workingDaysBetween(ran.day, ends.day)
  const stands = stops.some(({ to }) => to === null)
  return [
    [`${whose}.because.${round > 1 ? 'again' : 'limit'}`, { from, days: limit }],
    ...(extension === null ? [] : [[`${whose}.because.extended`, { days: extension.days }] as const]),
    ...(stopped > 0 ? [[`${whose}.because.stopped`, { days: stopped }] as const] : []),
    ...(stands ? [[`${whose}.because.stands`, {}] as const] : []),
    ...(due?.provisional === true ? [[`${whose}.because.provisional`, {}] as const] : []),
  ]
}
