import { calendarOf } from '../calendar/content.ts'
import { type Calendar, type Day, recompute, toDay } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import type { Wish } from '../kernel/outcome.ts'
import { OPEN, OWED } from './lifecycle.ts'
import { settingsOf, type WarningSettings } from './settings.ts'
import type { WarningData } from './warning.ts'

type Due = WarningData['due']

/** The day so many working days after the day of `now`, and whether a list not yet known may move it. */
export const workingDaysFrom = (content: Content, now: string, days: number): Due =>
  countedFrom(content, calendarOf(content).dayAt(now), days)

/** The same last day, so many working days later. */
export const longer = (content: Content, { day, counted }: Due, days: number): Due =>
  counted === undefined
    ? countedFrom(content, toDay(day), days)
    : countedFrom(content, toDay(counted.from), counted.days + days)

/** The last day as the calendar has it now; only a provisional one is ever counted anew. */
export const dueAnew = (content: Content, due: Due): Due =>
  recompute(due, () => {
    const { counted } = due
    return counted === undefined ? due : countedFrom(content, toDay(counted.from), counted.days)
  })

const countedFrom = (content: Content, from: Day, days: number): Due => ({
  ...calendarOf(content).addWorkingDays(from, days),
  counted: { from, days },
})

/** Whether the person waits for a decision of the office: nothing climbs meanwhile. */
export const isDisputed = ({ dispute, state }: WarningData): boolean =>
  dispute !== undefined && dispute.decided === undefined && OWED.includes(state)

/** When an open warning is looked at again; nothing where it has ended. Never a moment that is past. */
const nextLook = (data: WarningData, calendar: Calendar, settings: WarningSettings, now: string) => {
  if (!OPEN.includes(data.state)) return undefined
  const today = calendar.dayAt(now)
  const later = (days: number): Day => calendar.addWorkingDays(today, days).day
  const day = lookDay(data, calendar, settings, now, later)
  const at = calendar.closing(day)
  return at > now ? at : calendar.closing(later(1))
}

const lookDay = (
  data: WarningData,
  calendar: Calendar,
  settings: WarningSettings,
  now: string,
  later: (days: number) => Day,
): Day => {
  if (data.state === 'answered' || isDisputed(data)) return later(settings.decideWithin)
  if (data.state === 'accepted') {
    const until = data.answers.at(-1)?.until
    return until === undefined || calendar.closing(toDay(until)) <= now ? later(settings.decideWithin) : toDay(until)
  }
  const due = toDay(data.due.day)
  if (calendar.closing(due) > now) return due
  const rung = data.ladder[data.climbed]
  // The first rung counts from the last day, each further one from the one before.
  if (rung === undefined) return later(settings.remindEvery)
  const climbedOn = data.steps.filter(({ did }) => did === 'climb').at(-1)?.at
  const from = climbedOn === undefined ? due : calendar.dayAt(climbedOn)
  return calendar.addWorkingDays(from, rung.after).day
}

/** `data` with the timer that it needs now, and the wish that sets it off. */
export const withTimer = (
  content: Content,
  id: string,
  data: WarningData,
  now: string,
): [WarningData, readonly Wish[]] => {
  const { timer: before, ...rest } = data
  const at = nextLook(data, calendarOf(content), settingsOf(content), now)
  if (at === undefined) return [rest, []]
  if (before?.at === at) return [data, []]
  const timer = { n: (before?.n ?? 0) + 1, at }
  return [{ ...rest, timer }, [{ do: 'warnings.look', input: { warning: id, timer: timer.n }, at }]]
}
