import { calendarOf } from '../calendar/content.ts'
import { countedDay } from '../calendar/counted.ts'
import { addDays, type Day, instantAt, toDay } from '../calendar/index.ts'
import type { Context } from '../kernel/context.ts'
import type { Wish } from '../kernel/outcome.ts'
import type { Task } from './letter.ts'

/** So many working days before its last day, whoever has not done something is told. */
const AHEAD = 3

/** The looks at a task: a few days before its last day, and on the morning after. */
export const looksAt = (
  context: Pick<Context, 'content' | 'now'>,
  letter: string,
  { due }: Task,
  n: number,
): Wish[] => {
  const calendar = calendarOf(context.content)
  const morning = (day: Day): string => calendar.nextOfficeTime(instantAt(day, '00:00', calendar.timeZone))
  const last = toDay(due)
  const soon = morning(calendar.addWorkingDays(last, -AHEAD).day)
  const input = { letter, task: n, due }
  return [
    ...(soon > context.now ? [{ do: 'duties.look', input: { ...input, what: 'soon' }, at: soon }] : []),
    { do: 'duties.look', input: { ...input, what: 'over' }, at: morning(addDays(last, 1)) },
  ]
}

/** The day of this year that a letter names; where it is over or near already, some working days from today. */
export const dueDay = (
  { content }: Pick<Context, 'content'>,
  signedAt: string,
  monthAndDay: string,
): Pick<Task, 'due' | 'counted'> => {
  const today = calendarOf(content).dayAt(signedAt)
  const { day: due, ...counted } = countedDay(content, today, 5)
  const named = `${today.slice(0, 4)}-${monthAndDay}`
  return named < due ? { due, counted } : { due: named }
}

/** Whether a list of holidays may still move the day of something that is not done. */
export const isProvisional = (tasks: readonly Task[]): boolean =>
  tasks.some(({ counted, done }) => done === undefined && counted?.provisional === true)
