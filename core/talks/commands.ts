import { calendarOf } from '../calendar/content.ts'
import { toDay } from '../calendar/index.ts'
import { type Audience, type Command, command, type Reply, type Talk } from '../conversation/command.ts'
import { type Answers, attachmentsIn } from '../conversation/conversation.ts'
import { rowsOf } from '../conversation/form-plan.ts'
import { wordsIn } from '../feedback/answers.ts'
import { forbidden } from '../kernel/errors.ts'
import { call, confirm, move } from './call.ts'
import { list, read } from './lists.ts'
import { printMinutes } from './minutes.ts'
import { giveBack, note, report, settle } from './problems.ts'
import { isPart, type Part } from './step.ts'
import { agree, askOther, cancel, hold, miss, object, rewrite, say } from './steps.ts'
import { requireStep, type TalkStep } from './talk.ts'
import { talkReply } from './view.ts'

const OFFICERS = ['officer', 'director'] as const
const appointment = (answers: Answers) => ({
  ...{ day: toDay(wordsIn(answers, 'day')), time: wordsIn(answers, 'time'), place: wordsIn(answers, 'place') },
})

/** Nobody is called to a talk on a day off without noticing it. */
const restDay = async (talk: Talk, answers: Answers): Promise<string | undefined> => {
  const day = toDay(wordsIn(answers, 'day'))
  return calendarOf(talk.content).isWorkingDay(day) ? undefined : talk.text('talks.rest-day', { day })
}

const callCommand = command({
  name: 'talk',
  for: OFFICERS,
  summary: 'talks.call',
  words: 'talks.call-words',
  form: 'talk',
  hint: (talk, _args, answers) => restDay(talk, answers),
  async run(talk, _args, answers) {
    const input = { person: wordsIn(answers, 'person'), reason: wordsIn(answers, 'reason'), ...appointment(answers) }
    const { id, number } = await talk.execute(call, input)
    const name = (await talk.organisation()).person(input.person)?.name ?? ''
    return [{ say: 'talks.done.called', params: { number, name }, choices: [show(id)] }]
  },
})

const show = (id: string) => ({ say: 'talks.button.show', token: `talk_show ${id}` })

const listCommand = command({
  name: 'talks',
  for: 'person',
  summary: 'talks.list',
  words: 'talks.words',
  async run(talk) {
    const { rows } = await talk.execute(list, { limit: 10 })
    if (rows.length === 0) return [{ say: 'talks.none' }]
    const org = await talk.organisation()
    const name = (code: string): string => org.person(code)?.name ?? code
    const lines = rows.map(({ number, state, person, day, time, open }) =>
      talk.text(open > 0 ? 'talks.line-open' : 'talks.line', {
        ...{ number, name: name(person), day, time, open, state: talk.text(`talks.state-${state}`) },
      }),
    )
    return [
      {
        words: [talk.text('talks.head'), ...lines].join('\n'),
        choices: rows.map(({ id, number }) => ({
          say: 'talks.button.open',
          params: { number },
          token: `talk_show ${id}`,
        })),
      },
    ]
  },
})

const showCommand = command({
  name: 'talk_show',
  for: 'person',
  summary: 'talks.show',
  listed: false,
  async run(talk, [named = '']) {
    const { id, data } = await talk.execute(read, { talk: named || '-' })
    return [await talkReply(talk, id, data)]
  },
})

type Taking = (
  talk: Talk,
  id: string,
  answers: Answers,
  n: number,
) => Promise<{ readonly id: string; readonly number: string }>

/** A step that a button leads to: at once, or after a form. What can't be done now is said before anything is asked. */
const stepCommand = (name: string, part: Part, step: TalkStep, take: Taking, form?: string): Command =>
  command({
    name,
    for: (part === 'office' ? OFFICERS : 'person') satisfies Audience,
    summary: 'talks.show',
    listed: false,
    ...(form === undefined ? {} : { form }),
    async begin(talk, [named = '']) {
      const { data } = await talk.execute(read, { talk: named || '-' })
      if (!isPart(talk.actor, data, part)) throw forbidden()
      requireStep(data, step)
      return {}
    },
    async run(talk, [id = '', n = '0'], answers): Promise<readonly Reply[]> {
      const taken = await take(talk, id, answers, Number(n))
      return [{ say: `talks.done.${step}`, params: { number: taken.number }, choices: [show(taken.id)] }]
    },
  })

const steps: readonly Command[] = [
  stepCommand('talk_confirm', 'person', 'confirm', (talk, id) => talk.execute(confirm, { talk: id })),
  stepCommand(
    'talk_other',
    'person',
    'askOther',
    (talk, id, answers) => talk.execute(askOther, { talk: id, reason: wordsIn(answers, 'text') }),
    'talk-why',
  ),
  stepCommand(
    'talk_move',
    'office',
    'move',
    (talk, id, answers) => talk.execute(move, { talk: id, ...appointment(answers) }),
    'talk-when',
  ),
  stepCommand(
    'talk_cancel',
    'office',
    'cancel',
    (talk, id, answers) => talk.execute(cancel, { talk: id, reason: wordsIn(answers, 'text') }),
    'talk-why',
  ),
  stepCommand('talk_miss', 'office', 'miss', (talk, id) => talk.execute(miss, { talk: id })),
  stepCommand(
    'talk_hold',
    'office',
    'hold',
    (talk, id, answers) =>
      talk.execute(hold, {
        ...{ talk: id, present: wordsIn(answers, 'present'), minutes: wordsIn(answers, 'minutes') },
        problems: rowsOf(answers.problems).map(({ row }) => ({
          text: String(row.problem),
          due: toDay(String(row.due)),
        })),
      }),
    'talk-minutes',
  ),
  stepCommand(
    'talk_rewrite',
    'office',
    'rewrite',
    (talk, id, answers) => talk.execute(rewrite, { talk: id, minutes: wordsIn(answers, 'text') }),
    'talk-text',
  ),
  stepCommand(
    'talk_say',
    'person',
    'say',
    (talk, id, answers) =>
      talk.execute(say, { talk: id, text: wordsIn(answers, 'text'), files: attachmentsIn(answers.files) }),
    'talk-statement',
  ),
  stepCommand('talk_agree', 'person', 'agree', (talk, id) => talk.execute(agree, { talk: id })),
  stepCommand(
    'talk_object',
    'person',
    'object',
    (talk, id, answers) => talk.execute(object, { talk: id, text: wordsIn(answers, 'text') }),
    'talk-text',
  ),
  stepCommand(
    'talk_note',
    'office',
    'note',
    (talk, id, answers) =>
      talk.execute(note, { talk: id, text: wordsIn(answers, 'text'), due: toDay(wordsIn(answers, 'due')) }),
    'talk-problem',
  ),
  stepCommand(
    'talk_report',
    'person',
    'report',
    (talk, id, answers, problem) =>
      talk.execute(report, { talk: id, problem, text: wordsIn(answers, 'text'), files: attachmentsIn(answers.files) }),
    'talk-statement',
  ),
  stepCommand('talk_settle', 'office', 'settle', (talk, id, _answers, problem) =>
    talk.execute(settle, { talk: id, problem }),
  ),
  stepCommand(
    'talk_return',
    'office',
    'return',
    (talk, id, answers, problem) => talk.execute(giveBack, { talk: id, problem, reason: wordsIn(answers, 'text') }),
    'talk-why',
  ),
]

const printCommand = command({
  name: 'talk_print',
  for: 'person',
  summary: 'talks.show',
  listed: false,
  async run(talk, [id = '']) {
    const file = await talk.execute(printMinutes, { talk: id, language: talk.language })
    return [{ say: 'talks.done.print', files: [file] }]
  },
})

export const talkCommands = [callCommand, listCommand, showCommand, ...steps, printCommand]
