import type { Reply, Talk } from '../conversation/command.ts'
import type { SaidChoice } from '../messaging/tell.ts'
import { isPart } from './step.ts'
import { mayStep, type Problem, type TalkData, type TalkStep } from './talk.ts'

/** So many of the newest files that the person sent stand in the view. */
const FILES = 6

/** A talk as its reader sees it, with a button for each step that is theirs now. */
export const talkReply = async (talk: Talk, id: string, data: TalkData): Promise<Reply> => {
  const org = await talk.organisation()
  const name = (code: string): string => org.person(code.replace(/^person:/, ''))?.name ?? code
  const lines = [
    talk.text('talks.view.head', {
      ...{ number: data.number, state: talk.text(`talks.state-${data.state}`), name: name(data.person) },
      ...{ unit: org.unit(data.unit)?.name ?? '', day: data.day, time: data.time, place: data.place },
      by: name(data.calledBy),
    }),
    talk.text('talks.view.reason', { reason: data.reason }),
    ...(data.statement === undefined ? [] : [talk.text('talks.view.statement', { text: data.statement.text })]),
    ...(data.minutes === undefined ? [] : [talk.text('talks.view.minutes', { text: data.minutes.text })]),
    ...data.objections.map(({ text }) => talk.text('talks.view.objection', { text })),
    ...data.problems.map((problem, n) => problemWords(talk, problem, n)),
  ]
  const files = [data.statement, ...data.problems.flatMap(({ reports }) => reports)].flatMap(
    (said) => said?.files ?? [],
  )
  return {
    words: lines.join('\n\n'),
    choices: [...steps(talk, id, data), ...ofProblems(talk, id, data)],
    ...(files.length === 0
      ? {}
      : { files: files.slice(-FILES).map(({ file, name: called, type }) => ({ file, name: called, type })) }),
  }
}

const problemWords = (talk: Talk, { text, due, reports, settled }: Problem, n: number): string => {
  const state = settled !== undefined ? 'settled' : reports.length > 0 ? 'reported' : 'open'
  const report = reports.at(-1)
  return [
    talk.text(`talks.view.problem-${state}`, { n: n + 1, text, due }),
    ...(report === undefined ? [] : [talk.text('talks.view.report', { text: report.text })]),
  ].join('\n')
}

/** The commands that take a step: by whom, and which. */
const BUTTONS: readonly (readonly [string, 'person' | 'office', TalkStep])[] = [
  ['talk_confirm', 'person', 'confirm'],
  ['talk_other', 'person', 'askOther'],
  ['talk_say', 'person', 'say'],
  ['talk_agree', 'person', 'agree'],
  ['talk_object', 'person', 'object'],
  ['talk_hold', 'office', 'hold'],
  ['talk_miss', 'office', 'miss'],
  ['talk_rewrite', 'office', 'rewrite'],
  ['talk_note', 'office', 'note'],
  ['talk_move', 'office', 'move'],
  ['talk_cancel', 'office', 'cancel'],
]

const steps = (talk: Talk, id: string, data: TalkData): readonly SaidChoice[] => [
  ...BUTTONS.filter(([, part, step]) => isPart(talk.actor, data, part) && mayStep(data.state, step)).map(
    ([command]) => ({ say: `talks.do.${command}`, token: `${command} ${id}` }),
  ),
  ...(data.minutes === undefined ? [] : [{ say: 'talks.do.talk_print', token: `talk_print ${id}` }]),
]

function* ofProblems(talk: Talk, id: string, data: TalkData): Iterable<SaidChoice> {
  if (!mayStep(data.state, 'settle')) return
  for (const [n, { settled, reports }] of data.problems.entries()) {
    if (settled !== undefined) continue
    const params = { n: n + 1 }
    if (isPart(talk.actor, data, 'person'))
      yield { say: 'talks.do.talk_report', params, token: `talk_report ${id} ${n}` }
    if (!isPart(talk.actor, data, 'office')) continue
    yield { say: 'talks.do.talk_settle', params, token: `talk_settle ${id} ${n}` }
    if (reports.length > 0) yield { say: 'talks.do.talk_return', params, token: `talk_return ${id} ${n}` }
  }
}
