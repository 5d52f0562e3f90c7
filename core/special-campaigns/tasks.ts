import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { addDays, Day, instantAt, toDay } from '../calendar/index.ts'
import { Attachment } from '../conversation/conversation.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import { organisation } from '../people/index.ts'
import { isOf, leads, loadSpecial, runsIt } from './access.ts'
import { refuseComplaints } from './hidden-cases.ts'
import { toLeaders, toOffice, toUnits } from './notices.ts'
import { Done, done } from './office-steps.ts'
import { Special, type Task } from './special.ts'

const Which = { special: z.string().max(60), task: z.number().int().min(0).max(500) }
const Words = z.string().trim().min(2).max(3_000)
const REMINDED_AT = '09:00'
/** Working days between two words to the leaders about the same overdue task. */
const CLIMBS_EVERY = 3
const MOST = 200

/** Gives a task to the lead or a supporting unit; it is told, reminded the day before, and climbs when overdue. */
export const addTask = operation({
  name: 'special.addTask',
  summary: 'Give a unit of a special campaign a task with a last day',
  allow: ['officer', 'director', 'handler'],
  input: z.object({ special: Which.special, unit: z.string().max(60), what: Words, due: Day }),
  output: Done,
  async run(context, input) {
    const stored = await loadSpecial(context, input.special, leads)
    const { id, data } = stored
    const org = await organisation(context)
    if (input.unit !== data.lead && !data.supporting.includes(input.unit))
      throw refusal('special.unit-not-in-it', { unit: org.unit(input.unit)?.name ?? input.unit })
    if (input.due < calendarOf(context.content).dayAt(context.now)) throw refusal('special.over-already')
    if (data.tasks.length >= MOST) throw refusal('special.too-many')
    // The lead unit sees every task.
    await refuseComplaints(context, org, input.what, [data.lead, input.unit])
    const task: Task = {
      ...{ unit: input.unit, what: input.what, due: input.due, returned: [] },
      ...{ givenAt: context.now, givenBy: actorName(context.actor) },
    }
    const n = data.tasks.length
    return change(Special, stored, { ...data, tasks: [...data.tasks, task] }, [
      ...toUnits(org, [task.unit], id, 'special.told.task', { title: data.title, what: task.what, day: task.due }),
      ...timers(context, id, n, task),
    ])
  },
  outputOf: done,
})

const timers = ({ content, now }: Context, id: string, n: number, { due }: Task): readonly Wish[] => {
  const calendar = calendarOf(content)
  const soon = instantAt(addDays(toDay(due), -1), REMINDED_AT, calendar.timeZone)
  const over = instantAt(addDays(toDay(due), 1), REMINDED_AT, calendar.timeZone)
  const look = (at: string): Wish => ({ do: 'special.look', input: { special: id, task: n, due }, at })
  return [...(soon > now ? [look(soon)] : []), look(over)]
}

/** Looks at a task: reminds its unit before the last day, and tells the leaders once it is past, again and again. */
export const look = operation({
  name: 'special.look',
  summary: 'Remind of a task of a special campaign, or tell the leaders that it is overdue',
  allow: 'system',
  audited: false,
  input: z.object({ special: z.string(), task: z.number(), due: z.string() }),
  output: z.object({}),
  async run(context, { special, task: n, due }) {
    const stored = await context.load(Special, special)
    const { id, data } = stored
    const task = data.tasks[n]
    if (data.state === 'closed' || task === undefined || task.done !== undefined || task.due !== due) return answer({})
    const org = await organisation(context)
    const calendar = calendarOf(context.content)
    const today = calendar.dayAt(context.now)
    const unit = org.unit(task.unit)?.name ?? task.unit
    const params = { title: data.title, what: task.what.slice(0, 200), day: task.due, unit }
    if (today <= task.due)
      return change(Special, stored, data, [...toUnits(org, [task.unit], id, 'special.told.soon', params)])
    const next = calendar.addWorkingDays(today, CLIMBS_EVERY).day
    return change(Special, stored, withTask(data, n, { ...task, climbedAt: context.now }), [
      ...toLeaders(org, task.unit, id, 'special.told.overdue-leader', params),
      ...toUnits(org, [task.unit], id, 'special.told.overdue', params),
      ...toOffice(org, data, id, 'special.told.overdue-office', params),
      { do: 'special.look', input: { special: id, task: n, due }, at: instantAt(next, REMINDED_AT, calendar.timeZone) },
    ])
  },
  outputOf: () => ({}),
})

const withTask = (data: Special, n: number, task: Task): Special => ({
  ...data,
  tasks: data.tasks.map((each, k) => (k === n ? task : each)),
})

/** @throws Refusal `special.task-unknown` */
const taskAt = ({ tasks }: Special, n: number): Task => {
  const task = tasks[n]
  if (task === undefined) throw refusal('special.task-unknown')
  return task
}

/** The unit says what it did. The lead unit and the office hear it. */
export const doTask = operation({
  name: 'special.doTask',
  summary: 'Say that a task of a special campaign is done, and how',
  allow: ['handler'],
  input: z.object({ ...Which, words: Words, files: z.array(Attachment).max(9).default([]) }),
  output: Done,
  async run(context, { special, task: n, words, files }) {
    const stored = await loadSpecial(context, special, (actor, data) => isOf(actor, taskAt(data, n).unit))
    const { id, data } = stored
    const task = taskAt(data, n)
    if (task.done !== undefined) throw refusal('special.done-already')
    const org = await organisation(context)
    const finished = { at: context.now, by: actorName(context.actor), words, files }
    const params = { title: data.title, unit: org.unit(task.unit)?.name ?? task.unit, words: words.slice(0, 300) }
    return change(Special, stored, withTask(data, n, { ...task, done: finished }), [
      ...toOffice(org, data, id, 'special.told.done', params),
      ...(task.unit === data.lead ? [] : toUnits(org, [data.lead], id, 'special.told.done', params)),
    ])
  },
  outputOf: done,
})

/** What is said to be done is given back, with what is missing and a new last day. */
export const returnTask = operation({
  name: 'special.returnTask',
  summary: 'Give a task of a special campaign back that is not done well enough, with a new last day',
  allow: ['officer', 'director'],
  input: z.object({ ...Which, words: Words, due: Day }),
  output: Done,
  async run(context, { special, task: n, words, due }) {
    const stored = await loadSpecial(context, special, runsIt)
    const { id, data } = stored
    const { done: said, ...task } = taskAt(data, n)
    if (said === undefined) throw refusal('special.not-done')
    if (due < calendarOf(context.content).dayAt(context.now)) throw refusal('special.over-already')
    const returned = [...task.returned, { at: context.now, by: actorName(context.actor), words }]
    const again: Task = { ...task, due, returned }
    const org = await organisation(context)
    await refuseComplaints(context, org, words, [data.lead, task.unit])
    return change(Special, stored, withTask(data, n, again), [
      ...toUnits(org, [task.unit], id, 'special.told.returned', {
        title: data.title,
        what: task.what,
        day: due,
        words,
      }),
      ...timers(context, id, n, again),
    ])
  },
  outputOf: done,
})

/** A unit says how far it is, under one heading: the newest figure of a unit counts. */
export const report = operation({
  name: 'special.report',
  summary: 'Report a figure of a unit in a special campaign: a count or an amount so far',
  allow: ['officer', 'director', 'handler'],
  input: z.object({
    special: Which.special,
    unit: z.string().max(60),
    what: z.string().regex(/^[a-zA-Z0-9-]{1,24}$/),
    value: z.number().min(0).max(1e13),
  }),
  output: Done,
  async run(context, { special, unit, what, value }) {
    const stored = await loadSpecial(context, special, (actor, data) => runsIt(actor, data) || isOf(actor, unit))
    const { data } = stored
    if (unit !== data.lead && !data.supporting.includes(unit)) {
      const org = await organisation(context)
      throw refusal('special.unit-not-in-it', { unit: org.unit(unit)?.name ?? unit })
    }
    const figure = { unit, what, value, at: context.now, by: actorName(context.actor) }
    return change(Special, stored, { ...data, figures: [...data.figures, figure] })
  },
  outputOf: done,
})
