import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Asked, Ledger } from '../ledgers/ledger.ts'
import { before, instantsOf, type Period } from '../ledgers/period.ts'
import { figureName } from './figure-names.ts'
import { Special, sumsOf, type Task, taskState } from './special.ts'

/** The campaigns that were opened in the period, a row for each task 专项治理台账. */
export const specialLedger: Ledger = {
  name: 'special',
  columns: ['number', 'title', 'opened', 'unit', 'task', 'due', 'state', 'words'],
  async *rows(asked) {
    const { context, org, asAt, say, units } = asked
    const day = (at: string): string => calendarOf(context.content).dayAt(at)
    const unit = (code: string): string => org.unit(code)?.name ?? code
    for await (const data of openedIn(asked, asked.period)) {
      const head = [data.number, data.title, day(data.openedAt)]
      const tasks = tasksAt(data, asAt).filter(({ unit: code }) => units === undefined || units.has(code))
      if (tasks.length === 0 && (units === undefined || units.has(data.lead)))
        yield [...head, unit(data.lead), '', data.to, say(`special.state-${data.state}`), '']
      for (const task of tasks)
        yield [
          ...[...head, unit(task.unit), task.what, task.due],
          ...[say(`special.task-${taskState(task, day(asAt))}`), task.done?.words ?? ''],
        ]
    }
  },
  async figures(asked) {
    const { say, context, language } = asked
    const [now, earlier] = [await counted(asked, asked.period), await counted(asked, before(asked.period))]
    const rows = [...new Set([...now.keys(), ...earlier.keys()])].map((key) => [
      key.startsWith('.') ? say(`special.figure-${key.slice(1)}`) : figureName(context.content, language, key),
      now.get(key) ?? 0,
      earlier.get(key) ?? 0,
    ])
    return { columns: ['ledgers.figure.what', 'ledgers.figure.this-period', 'ledgers.figure.period-before'], rows }
  },
}

/** The tasks as they stood: what was given or done later is left out. */
const tasksAt = ({ tasks }: Special, asAt: string): readonly Task[] =>
  tasks
    .filter(({ givenAt }) => givenAt < asAt)
    .map(({ done, ...task }) => (done !== undefined && done.at < asAt ? { ...task, done } : task))

async function* openedIn({ context, asAt }: Asked, period: Period): AsyncIterable<Special> {
  const { from, until } = instantsOf(period, context.content.only(Office).timezone)
  const where = { 'data.openedAt': { gte: from, lt: until } }
  for await (const { data } of context.read(Special).stream({ where, order: ['data.openedAt', 'data.number'] }))
    if (data.openedAt < asAt) yield data
}

/** Counts by name, those of the program with a point before them; the office's own figures by their code. */
const counted = async (asked: Asked, period: Period): Promise<ReadonlyMap<string, number>> => {
  const { asAt, units, context } = asked
  const today = calendarOf(context.content).dayAt(asAt)
  const counts = new Map<string, number>([
    ['.campaigns', 0],
    ['.tasks', 0],
    ['.done', 0],
    ['.overdue', 0],
  ])
  const add = (key: string, value: number): void => void counts.set(key, (counts.get(key) ?? 0) + value)
  for await (const data of openedIn(asked, period)) {
    const own = ({ unit }: { readonly unit: string }): boolean => units === undefined || units.has(unit)
    const tasks = tasksAt(data, asAt).filter(own)
    if (tasks.length > 0 || own({ unit: data.lead })) add('.campaigns', 1)
    add('.tasks', tasks.length)
    add('.done', tasks.filter((task) => taskState(task, today) === 'done').length)
    add('.overdue', tasks.filter((task) => taskState(task, today) === 'overdue').length)
    for (const [what, value] of sumsOf(data.figures.filter((figure) => figure.at < asAt && own(figure))))
      add(what, value)
  }
  return counts
}
