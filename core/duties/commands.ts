import { calendarOf } from '../calendar/content.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import type { Waiting } from '../conversation/waiting.ts'
import { done, mine, report } from './operations.ts'
import { print } from './paper.ts'
import { problemsIn } from './problems-in.ts'

type Letter = Awaited<ReturnType<typeof lettersOf>>[number]
const lettersOf = async (talk: Pick<Talk, 'execute'>, limit = 3) => (await talk.execute(mine, { limit })).rows

/** So many duties get a button; the others follow once these are done. */
const BUTTONS = 6
/** More letters than anybody signs in a life of service. */
const ALL = 200

const letterReply = (talk: Pick<Talk, 'text' | 'now' | 'content'>, { letter, title, tasks }: Letter): Reply => {
  const today = calendarOf(talk.content).dayAt(talk.now)
  const line = ({ kind, text, due, done: isDone }: Letter['tasks'][number]): string => {
    const state = isDone ? 'done' : due < today ? 'over' : 'open'
    return talk.text(`duties.line-${state}`, { due, text: kind === 'report' ? talk.text('duties.the-report') : text })
  }
  const open = tasks.flatMap((task, n) => (task.done ? [] : [{ ...task, n }]))
  return {
    say: 'duties.letter',
    params: { title, lines: tasks.map(line).join('\n'), done: tasks.length - open.length, all: tasks.length },
    choices: [
      ...open
        .slice(0, BUTTONS)
        .map(({ kind, text, n }) =>
          kind === 'report'
            ? { say: 'duties.button.report', token: `duty_report ${letter}` }
            : { say: 'duties.button.task', params: { task: text.slice(0, 20) }, token: `duty_done ${letter} ${n}` },
        ),
      ...(['pdf', 'docx'] as const).map((format) => ({
        ...{ say: `duties.button.${format}`, token: `duty_print ${letter} ${format}` },
      })),
    ],
  }
}

const duties = command({
  name: 'duties',
  for: 'person',
  asOneself: true,
  summary: 'duties.command',
  words: 'duties.words',
  async run(talk) {
    const rows = await lettersOf(talk)
    return rows.length === 0 ? [{ say: 'duties.none' }] : rows.map((row) => letterReply(talk, row))
  },
})

/** `duty_done LETTER N`: what was done of one duty. */
const dutyDone = command({
  name: 'duty_done',
  for: 'person',
  asOneself: true,
  summary: 'duties.command-done',
  listed: false,
  form: 'duty-done',
  async run(talk, [letter = '', task = '0'], answers) {
    return [
      letterReply(talk, await talk.execute(done, { letter, task: Number(task) || 0, note: String(answers.note) })),
    ]
  },
})

/** `duty_report LETTER`: the report on oneself, and what is to be put right, one a line. */
const dutyReport = command({
  name: 'duty_report',
  for: 'person',
  asOneself: true,
  summary: 'duties.command-report',
  listed: false,
  form: 'duty-report',
  async run(talk, [letter = ''], answers) {
    const problems = [...problemsIn(String(answers.problems ?? ''), talk.now, calendarOf(talk.content).timeZone)]
    return [letterReply(talk, await talk.execute(report, { letter, text: String(answers.text), problems }))]
  },
})

/** `duty_print LETTER FORMAT`: the letter with what was done and the report, as a file. */
const dutyPrint = command({
  name: 'duty_print',
  for: 'person',
  asOneself: true,
  summary: 'duties.command-print',
  listed: false,
  async run(talk, [letter = '', wanted]) {
    const format = wanted === 'docx' ? 'docx' : 'pdf'
    const { base64: _bytes, ...file } = await talk.execute(print, { letter, format, language: talk.language })
    return [{ say: 'duties.printed', files: [file] }]
  },
})

export const dutyCommands = [duties, dutyDone, dutyReport, dutyPrint]

/** What is still to be done, by its last day. */
export const dutiesWaiting: Waiting = {
  for: 'person',
  list: async (asked) =>
    (await lettersOf(asked, ALL)).flatMap(({ letter, tasks }) =>
      tasks.flatMap(({ kind, text, due, done: isDone }, n) =>
        isDone
          ? []
          : kind === 'report'
            ? [{ say: 'duties.button.report', token: `duty_report ${letter}`, due }]
            : [{ say: 'duties.waits', params: { task: text }, token: `duty_done ${letter} ${n}`, due }],
      ),
    ),
}
