import { z } from 'zod'
import { countedAnew } from '../calendar/counted.ts'
import type { Content } from '../content/content.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { tell } from '../messaging/tell.ts'
import type { Dated } from '../provisional/dated.ts'
import { DutyLetter, type Task } from './letter.ts'
import { isProvisional, looksAt } from './times.ts'

/** A task with its day as the calendar has it now. */
const taskAnew = (content: Content, task: Task): Task => {
  if (task.counted === undefined || task.done !== undefined) return task
  const { day: due, ...counted } = countedAnew(content, { day: task.due, ...task.counted })
  return { ...task, due, counted }
}

/** The days of what a responsibility letter asks for; the first of those that may move stands for all. */
export const dutyDates: readonly Dated<DutyLetter>[] = [
  {
    name: 'duty',
    record: DutyLetter,
    where: { 'data.provisional': true },
    number: ({ title }) => title,
    anew({ content }, { tasks }) {
      const task = tasks.find((each) => each.done === undefined && each.counted?.provisional === true)
      if (task === undefined) return undefined
      const { due, counted } = taskAnew(content, task)
      return {
        promised: { day: task.due, provisional: true },
        anew: { day: due, provisional: counted?.provisional === true },
      }
    },
    settle: (id) => ({ do: 'duties.settleDates', input: { letter: id } }),
  },
]

/** Whoever signed the letter hears which days have moved. */
export const settleDates = operation({
  name: 'duties.settleDates',
  summary: 'Count the provisional days of a responsibility letter anew after the official list of a year was announced',
  allow: 'system',
  input: z.strictObject({ letter: z.string() }),
  output: z.strictObject({ letter: z.string() }),
  async run(context, { letter }) {
    const stored = await context.load(DutyLetter, letter)
    const { tasks: before, person, title } = stored.data
    if (!isProvisional(before)) return answer({ letter })
    const tasks = before.map((task) => taskAnew(context.content, task))
    const wishes = tasks.flatMap((task, n) => {
      const was = before[n]?.due ?? task.due
      if (was === task.due) return []
      const key = task.kind === 'report' ? 'report' : 'task'
      return [
        ...looksAt(context, letter, task, n),
        tell({ kind: 'person', person }, `duties.moved-${key}`, {
          purpose: 'duty',
          params: { title, task: task.text, before: was, due: task.due },
        }),
      ]
    })
    return change(DutyLetter, stored, { ...stored.data, tasks, provisional: isProvisional(tasks) }, wishes)
  },
  outputOf: ({ id }) => ({ letter: id }),
})
