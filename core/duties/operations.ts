import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { countedDay } from '../calendar/counted.ts'
import type { Context } from '../kernel/context.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tell, tellNamed } from '../messaging/tell.ts'
import { organisation } from '../people/index.ts'
import { DutyLetter, letterId, type Task } from './letter.ts'
import { dueDay, isProvisional, looksAt } from './times.ts'

/** The report on oneself is due before the year's end. */
const REPORT_DUE = '12-20'
const MOST_PROBLEMS = 20
const WORKING_DAYS_TO_MEND = 20

const Shown = z.strictObject({
  letter: z.string(),
  title: z.string(),
  tasks: z.array(
    z.strictObject({
      kind: z.enum(['duty', 'report', 'mend']),
      text: z.string(),
      due: z.string(),
      done: z.boolean(),
      doneAt: z.string().optional(),
    }),
  ),
})
const shownOf = ({ id, data }: Stored<DutyLetter>): z.infer<typeof Shown> => ({
  ...{ letter: id, title: data.title },
  tasks: data.tasks.map(({ kind, text, due, done }) => ({
    ...{ kind, text, due, done: done !== undefined },
    ...(done === undefined ? {} : { doneAt: done.at }),
  })),
})

/** A letter that was signed becomes tasks with dates. */
export const begin = operation({
  name: 'duties.begin',
  summary: 'Make the duties of a responsibility letter that was signed into tasks with dates',
  allow: 'system',
  audited: false,
  input: z.strictObject({
    ...{ receipt: z.string(), person: z.string(), unit: z.string(), title: z.string(), askedBy: z.string() },
    duties: z.array(z.strictObject({ text: z.string(), due: z.string() })),
  }),
  output: z.strictObject({ letter: z.string() }),
  async run(context, { duties, ...letter }) {
    const id = letterId(letter.receipt)
    if ((await context.read(DutyLetter).get(id)) !== undefined) {
      await context.load(DutyLetter, id)
      return answer({ letter: id })
    }
    const tasks: Task[] = [
      ...duties.map(({ text, due }) => ({ kind: 'duty' as const, text, ...dueDay(context, context.now, due) })),
      { kind: 'report', text: '', ...dueDay(context, context.now, REPORT_DUE) },
    ]
    const wishes = tasks.flatMap((task, n) => looksAt(context, id, task, n))
    return create(
      DutyLetter,
      id,
      { ...letter, signedAt: context.now, tasks, provisional: isProvisional(tasks) },
      wishes,
    )
  },
  outputOf: ({ id }) => ({ letter: id }),
})

/** One's own letter to change. Nobody reports for somebody else. @throws Refusal `duties.unknown` */
const own = async (context: Context, id: string): Promise<Stored<DutyLetter>> => {
  const found = await context.read(DutyLetter).get(id)
  const { actor } = context
  if (found === undefined || actor.kind !== 'person' || actor.person !== found.data.person)
    throw notFound('duties.unknown')
  return context.load(DutyLetter, id)
}

const Which = z.strictObject({ letter: z.string().max(60), task: z.coerce.number().int().min(0) })
const Note = z.string().trim().min(2).max(1_000)

/** Says that a duty was done, or something put right, and how. Said again, the last words count. */
export const done = operation({
  name: 'duties.done',
  summary: 'Say what was done of a duty of one\u2019s own responsibility letter',
  allow: 'person',
  input: Which.extend({ note: Note }),
  output: Shown,
  async run(context, { letter, task: n, note }) {
    const stored = await own(context, letter)
    const task = stored.data.tasks[n]
    if (task === undefined) throw notFound('duties.unknown')
    if (task.kind === 'report') throw refusal('duties.is-the-report')
    const tasks = stored.data.tasks.with(n, { ...task, done: { at: context.now, note } })
    return change(DutyLetter, stored, { ...stored.data, tasks })
  },
  outputOf: shownOf,
})

/** The report on oneself at the year's end; what it finds becomes a list of things to be put right, each with a day. */
export const report = operation({
  name: 'duties.report',
  summary: 'Hand in the report on oneself of a responsibility letter, with what is to be put right',
  allow: 'person',
  input: z.strictObject({
    letter: z.string().max(60),
    text: Note,
    /** `due` is some weeks from now where it is absent. */
    problems: z
      .array(z.strictObject({ text: z.string().trim().min(2).max(300), due: z.iso.date().optional() }))
      .max(MOST_PROBLEMS),
  }),
  output: Shown,
  async run(context, { letter, text, problems }) {
    const stored = await own(context, letter)
    const { tasks } = stored.data
    const n = tasks.findIndex(({ kind }) => kind === 'report')
    const before = tasks[n]
    if (before === undefined || before.done !== undefined) throw refusal('duties.reported-already')
    const calendar = calendarOf(context.content)
    const today = calendar.dayAt(context.now)
    if (problems.some(({ due = '9' }) => due < today)) throw refusal('duties.in-the-past')
    const { day: usual, ...counted } = countedDay(context.content, today, WORKING_DAYS_TO_MEND)
    const mend = problems.map(
      ({ text: what, due }): Task => ({
        kind: 'mend',
        text: what,
        ...(due === undefined ? { due: usual, counted } : { due }),
      }),
    )
    const after = [...tasks.with(n, { ...before, done: { at: context.now, note: text } }), ...mend]
    const wishes = mend.flatMap((task, k) => looksAt(context, letter, task, tasks.length + k))
    return change(DutyLetter, stored, { ...stored.data, tasks: after, provisional: isProvisional(after) }, wishes)
  },
  outputOf: shownOf,
})

/** Tells whoever has not done something that its day is near, or over; then whoever asked for the letter hears it too. */
export const look = operation({
  name: 'duties.look',
  summary: 'Look whether a duty was done by its day, and tell those whom it concerns',
  allow: 'system',
  audited: false,
  input: Which.extend({ what: z.enum(['soon', 'over']), due: z.string().optional() }),
  output: z.strictObject({}),
  async run(context, { letter, task: n, what, due }) {
    const stored = await context.load(DutyLetter, letter)
    const { tasks, person, askedBy, title } = stored.data
    const task = tasks[n]
    // A day that was counted anew has looks of its own.
    const moved = due !== undefined && due !== task?.due
    const whose = (await organisation(context)).person(person)
    if (task === undefined || task.done !== undefined || moved || whose?.state === 'left') return answer({})
    const name = whose?.name ?? person
    const params = { name, title, task: task.text, due: task.due }
    const key = task.kind === 'report' ? 'report' : 'task'
    const token = task.kind === 'report' ? `duty_report ${letter}` : `duty_done ${letter} ${n}`
    return change(DutyLetter, stored, stored.data, [
      tell({ kind: 'person', person }, `duties.${what}-${key}`, {
        purpose: 'duty',
        params,
        choices: [{ say: `duties.button.${key}`, params: { task: task.text.slice(0, 20) }, token }],
      }),
      ...(what === 'over' ? tellNamed(askedBy, `duties.told-${key}`, { params }) : []),
    ])
  },
  outputOf: () => ({}),
})

export const mine = query({
  name: 'duties.mine',
  summary: 'List the responsibility letters of whoever asks with what is done and what is still to be done',
  allow: 'person',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(3) }),
  output: z.strictObject({ rows: z.array(Shown) }),
  async run(context, { limit }) {
    if (context.actor.kind !== 'person') return { rows: [] }
    const where = { 'data.person': context.actor.person }
    const { rows } = await context.read(DutyLetter).page({ where, order: ['-data.signedAt'], limit })
    return { rows: rows.map(shownOf) }
  },
})
