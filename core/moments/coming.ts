import { calendarOf, holidayLists } from '../calendar/content.ts'
import { type Day, toDay } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import { type Moment, Moments } from './content.ts'

/** A moment that comes: when it is, and when people are reminded of it. */
export interface Coming {
  readonly moment: Exclude<Moment, { readonly event: true }>
  readonly day: Day
  readonly remindOn: Day
  /** The year has no official list yet: the day may move. */
  readonly provisional: boolean
}

/** The moments that are still to come on `today`, this year and the next, the nearest first. */
export const comingMoments = (content: Content, today: Day): readonly Coming[] => {
  const year = Number(today.slice(0, 4))
  const calendar = calendarOf(content)
  return content
    .only(Moments)
    .flatMap((moment) => ('event' in moment ? [] : [year, year + 1].flatMap((each) => inYear(content, moment, each))))
    .filter(({ day }) => day > today)
    .map(({ day, ...coming }) => ({ ...coming, day, remindOn: calendar.addWorkingDays(day, -coming.moment.ahead).day }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

type Dated = Omit<Coming, 'remindOn'>

const inYear = (content: Content, moment: Coming['moment'], year: number): readonly Dated[] => {
  if (!('festival' in moment)) return [{ moment, day: toDay(`${year}-${moment.day}`), provisional: false }]
  const list = holidayLists(content).find((each) => each.year === year)
  const [first] = (list?.holidays ?? [])
    .filter(({ name }) => name.includes(moment.festival))
    .flatMap(({ off }) => off)
    .sort()
  if (first !== undefined) return [{ moment, day: first, provisional: false }]
  // A lunar festival can't be told without the list.
  return moment.day === undefined || list !== undefined
    ? []
    : [{ moment, day: toDay(`${year}-${moment.day}`), provisional: true }]
}
