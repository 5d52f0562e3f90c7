import { calendarOf } from '../../calendar/content.ts'
import { command, type Talk } from '../../conversation/command.ts'
import type { Answers } from '../../conversation/conversation.ts'
import { KINDS } from '../lesson.ts'
import { OFFICERS } from '../meeting/meeting.ts'
import { texts } from '../texts/book.ts'
import { drop, file, planned, printPlan } from './operations.ts'
import type { PlanLine } from './planned.ts'

const words = (answers: Answers, name: string): string => String(answers[name] ?? '')
const thisYear = (talk: Talk): number => Number(calendarOf(talk.content).dayAt(talk.now).slice(0, 4))
const planButton = { say: 'lessons.button.plan', token: 'lesson_plan' }

/** `/lesson_plan [YEAR]`: the yearly plan with what was given and what is overdue, and what may be given out at once. */
const lessonPlan = command({
  name: 'lesson_plan',
  for: OFFICERS,
  summary: 'lessons.command-plan',
  words: 'lessons.words-plan',
  async run(talk, [given]) {
    const year = /^20\d\d$/.test(given ?? '') ? Number(given) : thisYear(talk)
    const { lines } = await talk.execute(planned, { year })
    const isLate = (lesson: string): boolean => lines.some((line) => line.lesson === lesson && line.state === 'overdue')
    const lessons = (await inForce(talk)).map(({ name, title }) => ({ name, title, late: isLate(name) }))
    return [
      {
        say: lines.length === 0 ? 'lessons.plan-none' : 'lessons.plan',
        params: { year: String(year), lines: lines.map((line) => lineWords(talk, line)).join('\n') },
        choices: [
          { say: 'lessons.button.plan-add', token: `plan_add ${year}` },
          ...(lines.length === 0 ? [] : [{ say: 'lessons.button.plan-print', token: `plan_print ${year}` }]),
          ...lines.flatMap((line) => lineButtons(line)),
          { say: 'lessons.button.texts', token: 'lesson_texts' },
          ...[...lessons.filter(({ late }) => late), ...lessons.filter(({ late }) => !late)].map(
            ({ name, title, late }) => ({
              ...{ say: late ? 'lessons.button.give-late' : 'lessons.button.give', params: { title } },
              token: `lesson_give ${name}`,
            }),
          ),
        ],
      },
    ]
  },
})

/** The lessons that may be given out now. */
const inForce = async (talk: Talk) => (await talk.execute(texts, {})).rows.filter(({ state }) => state === 'in-force')

const lineWords = (talk: Talk, { month, title, kind, whom, state, givenOn }: PlanLine): string =>
  talk.text('lessons.plan-line', {
    ...{ month, title, whom, kind: talk.text(`lessons.kind-${kind}`) },
    state:
      givenOn === undefined ? talk.text(`lessons.plan-${state}`) : talk.text('lessons.plan-given-on', { day: givenOn }),
  })

/** What is to be done about a line that an officer filed: its meeting is announced, or it is taken out. */
const lineButtons = ({ id, title, lesson, state }: PlanLine) =>
  id === undefined || state === 'given' || state === 'dropped'
    ? []
    : [
        ...(lesson === undefined
          ? [{ say: 'lessons.button.plan-meeting', params: { title }, token: `meeting_new ${id}` }]
          : []),
        { say: 'lessons.button.plan-drop', params: { title }, token: `plan_drop ${id}` },
      ]

/** `plan_add [YEAR]`: files one line of the plan. */
const planAdd = command({
  name: 'plan_add',
  for: OFFICERS,
  summary: 'lessons.command-plan-add',
  listed: false,
  form: 'lesson-planned',
  async run(talk, [given], answers) {
    const title = words(answers, 'title')
    // A title that is a lesson's means that lesson.
    const lesson = (await inForce(talk)).find((each) => each.title === title)
    await talk.execute(file, {
      ...{ year: Number(given) || thisYear(talk), month: Number(answers.month), title, whom: words(answers, 'whom') },
      kind: KINDS.find((each) => each === answers.kind) ?? 'rule',
      ...(lesson === undefined ? {} : { lesson: lesson.name }),
    })
    return [{ say: 'lessons.plan-filed', choices: [planButton, { say: 'lessons.button.plan-add', token: 'plan_add' }] }]
  },
})

const planDrop = command({
  name: 'plan_drop',
  for: OFFICERS,
  summary: 'lessons.command-plan-drop',
  listed: false,
  form: 'meeting-reason',
  async run(talk, [id = ''], answers) {
    await talk.execute(drop, { planned: id, reason: words(answers, 'reason') })
    return [{ say: 'lessons.plan-taken-out', choices: [planButton] }]
  },
})

/** `plan_print [YEAR]` */
const planPrint = command({
  name: 'plan_print',
  for: OFFICERS,
  summary: 'lessons.command-plan-print',
  listed: false,
  async run(talk, [given]) {
    const year = Number(given) || thisYear(talk)
    const printed = await talk.execute(printPlan, { year, language: talk.language })
    return [{ say: 'lessons.plan-here', params: { year: String(year) }, files: [printed] }]
  },
})

export const planCommands = [lessonPlan, planAdd, planDrop, planPrint]
