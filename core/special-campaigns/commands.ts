import { toDay } from '../calendar/index.ts'
import { type Audience, type Command, command, type Talk } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { listIn, photosIn, wordsIn } from '../feedback/answers.ts'
import { STAFF } from '../feedback/staff/reading-commands.ts'
import { refusal } from '../kernel/errors.ts'
import { afterIn } from '../kernel/walk.ts'
import { list, read } from './lists.ts'
import { showButton } from './notices.ts'
import { addCases, close, notify, open } from './office-steps.ts'
import { print } from './print.ts'
import { addTask, doTask, report, returnTask } from './tasks.ts'
import { specialReply, units } from './view.ts'

const OFFICERS = ['officer', 'director'] as const
const SHOWN = 8

const special = command({
  name: 'special',
  for: OFFICERS,
  summary: 'special.open',
  form: 'special',
  async run(talk, _args, answers) {
    const { id, number } = await talk.execute(open, {
      ...{ title: wordsIn(answers, 'title'), goal: wordsIn(answers, 'goal'), lead: wordsIn(answers, 'lead') },
      ...{ supporting: listIn(answers, 'supporting'), to: toDay(wordsIn(answers, 'to')) },
    })
    return [{ say: 'special.opened', params: { number }, choices: [showButton(id)] }]
  },
})

/** The campaigns that the reader's office runs or their units take part in. */
const specials = command({
  name: 'specials',
  for: STAFF,
  summary: 'special.list',
  words: 'special.list-words',
  async run(talk, [begin]) {
    const page = afterIn(begin)
    const { rows, next } = await talk.execute(list, { only: 'all', limit: SHOWN, ...page })
    const isOfficer =
      talk.actor.kind === 'person' && talk.actor.roles.some((role) => role === 'officer' || role === 'director')
    const opening = isOfficer ? [{ say: 'special.open', token: 'special' }] : []
    if (rows.length === 0)
      return page.after !== undefined ? talk.begin('specials') : [{ say: 'special.none', choices: opening }]
    const org = await talk.organisation()
    const lines = rows.map(({ number, title, state, to, lead, tasks, open: left, overdue }) =>
      talk.text('special.line', {
        ...{ number, title, state: talk.text(`special.state-${state}`), day: to, tasks, open: left, overdue },
        unit: org.unit(lead)?.name ?? lead,
      }),
    )
    return [
      {
        words: lines.join('\n'),
        choices: [
          ...rows.map(({ id, title }) => ({
            say: 'special.button.open',
            params: { title },
            token: `special_show ${id}`,
          })),
          ...(next === undefined ? [] : [{ say: 'chat.list-more', token: `specials ${next}` }]),
          ...opening,
        ],
      },
    ]
  },
})

const show = command({
  name: 'special_show',
  for: STAFF,
  summary: 'special.show',
  listed: false,
  run: async (talk, args) => [
    await specialReply(talk, await talk.execute(read, { special: args.join('').slice(0, 60) || '-' })),
  ],
})

type Taking = (
  talk: Talk,
  id: string,
  answers: Answers,
  n: number,
) => Promise<{ readonly id: string; readonly title: string }>

/** A step that a button of a campaign leads to, after a form. Whether there is such a campaign is said before anything is asked. */
const step = (name: string, audience: Audience, form: string, take: Taking, begin?: Command['begin']): Command =>
  command({
    name: `special_${name}`,
    for: audience,
    summary: 'special.show',
    listed: false,
    form,
    async begin(talk, args) {
      const { data } = await talk.execute(read, { special: args[0] ?? '-' })
      if (data.state === 'closed') throw refusal('special.closed', { title: data.title })
      return (await begin?.(talk, args)) ?? {}
    },
    async run(talk, [id = '-', n = '0'], answers) {
      const taken = await take(talk, id, answers, Number.parseInt(n, 10) || 0)
      return [{ say: `special.done.${name}`, params: { title: taken.title }, choices: [showButton(taken.id)] }]
    },
  })

const LEADERS = ['officer', 'director', 'handler'] as const

/** Whose unit is the only one that could be meant is not asked which. */
const ownUnit: Command['begin'] = async (talk, [id = '-']) => {
  const [unit, ...others] = units(talk, (await talk.execute(read, { special: id })).data)
  return unit === undefined || others.length > 0 ? {} : { unit }
}

const steps = [
  step('task', LEADERS, 'special-task', (talk, id, answers) =>
    talk.execute(addTask, {
      ...{
        special: id,
        unit: wordsIn(answers, 'unit'),
        what: wordsIn(answers, 'what'),
        due: toDay(wordsIn(answers, 'due')),
      },
    }),
  ),
  step('do', ['handler'], 'special-done', (talk, id, answers, n) =>
    talk.execute(doTask, { special: id, task: n, words: wordsIn(answers, 'words'), files: photosIn(answers) }),
  ),
  step('return', OFFICERS, 'special-return', (talk, id, answers, n) =>
    talk.execute(returnTask, {
      special: id,
      task: n,
      words: wordsIn(answers, 'words'),
      due: toDay(wordsIn(answers, 'due')),
    }),
  ),
  step(
    'figure',
    LEADERS,
    'special-figure',
    (talk, id, answers) =>
      talk.execute(report, {
        ...{
          special: id,
          unit: wordsIn(answers, 'unit'),
          what: wordsIn(answers, 'what'),
          value: Number(answers.value),
        },
      }),
    ownUnit,
  ),
  step('case', OFFICERS, 'special-case', (talk, id, answers) =>
    talk.execute(addCases, {
      special: id,
      cases: wordsIn(answers, 'cases')
        .split(/[、,\uFF0C;\uFF1B\s]+/)
        .filter(Boolean)
        .map((each) => each.slice(0, 60)),
    }),
  ),
  step('notice', OFFICERS, 'special-notice', (talk, id, answers) =>
    talk.execute(notify, { special: id, text: wordsIn(answers, 'text') }),
  ),
  step('close', OFFICERS, 'special-close', (talk, id, answers) =>
    talk.execute(close, { special: id, summary: wordsIn(answers, 'summary') }),
  ),
]

const printing = command({
  name: 'special_print',
  for: ['officer', 'director', 'viewer', 'auditor'],
  summary: 'special.show',
  listed: false,
  async run(talk, [id = '-']) {
    const file = await talk.execute(print, { special: id, language: talk.language })
    return [{ say: 'special.printed', files: [file] }]
  },
})

export const specialCommands = [special, specials, show, ...steps, printing]
