import { calendarOf } from '../calendar/content.ts'
import { cancel, coverage, list, peopleOf, remind, retry, takePeople, totals } from '../campaigns/index.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { attachmentsIn } from '../conversation/conversation.ts'
import { answersTo, type Tally } from './answers.ts'
import { countsIn } from './counts.ts'
import { answerReader, correct, thread } from './office.ts'

const WRITERS = ['officer', 'director'] as const
const READERS = ['officer', 'director', 'viewer', 'auditor'] as const

const SHOWN = 8
const NAMES = 30

/** The notices that were sent, the newest first, each with how many have answered. */
export const notices = command({
  name: 'notices',
  for: READERS,
  summary: 'notices.command-notices',
  words: 'notices.words-notices',
  async run(talk, [after]) {
    const page = await talk.execute(list, { kind: 'notice', limit: SHOWN, ...(after === undefined ? {} : { after }) })
    if (page.rows.length === 0) return [{ say: 'notices.none' }]
    const lines = await Promise.all(page.rows.map(({ campaign }) => talk.execute(totals, { campaign })))
    return [
      {
        say: 'notices.list',
        params: {
          lines: lines
            .map(({ number, title, people, answered, state }) =>
              talk.text('notices.line', {
                number,
                title,
                people,
                answered,
                state: talk.text(`notices.state-${state}`),
              }),
            )
            .join('\n'),
        },
        choices: page.rows.map(({ number, title }) => ({
          say: 'notices.button.one',
          params: { number, title: title.slice(0, 30) },
          token: `board ${number}`,
        })),
      },
    ]
  },
})

/** How a notice stands: totals, who has not answered, what was replied, and what may be done about it. */
export const board = command({
  name: 'board',
  for: READERS,
  summary: 'notices.command-board',
  listed: false,
  async run(talk, [campaign = '', what = '', after]) {
    const view = VIEWS[what]
    return view === undefined ? [await totalsReply(talk, campaign)] : view(talk, campaign, after)
  },
})

type View = (talk: Talk, campaign: string, after: string | undefined) => Promise<readonly Reply[]>

const totalsReply = async (talk: Talk, named: string): Promise<Reply> => {
  const all = await talk.execute(totals, { campaign: named })
  // Its number, because a button has little room.
  const { number: campaign, state, people, planned } = all
  const may = talk.actor.kind === 'person' && talk.actor.roles.some((role) => WRITERS.some((each) => each === role))
  const failures = (all.deliveries.failed ?? 0) + (all.deliveries.unreachable ?? 0)
  // What was chosen or filled in can be counted; a confirmation has nothing more to it.
  const took = (all.answers.chosen ?? 0) + (all.answers.done ?? 0)
  const button = (what: string) => ({ say: `notices.button.${what}`, token: `board ${campaign} ${what}` })
  return {
    words: [
      talk.text('notices.head', { number: all.number, title: all.title, whom: all.whom }),
      talk.text(planned ? 'notices.people' : 'notices.people-so-far', { people, answered: all.answered }),
      ...(people === 0
        ? []
        : [
            talk.text('notices.answers', { counts: countsIn(talk, 'answer', all.answers) }),
            talk.text('notices.deliveries', { counts: countsIn(talk, 'delivery', all.deliveries) }),
          ]),
      ...(all.closesAt === undefined
        ? []
        : [talk.text('notices.until', { day: calendarOf(talk.content).dayAt(all.closesAt) })]),
      talk.text(`notices.state-${state}`),
    ].join('\n'),
    choices: [
      button('waiting'),
      button('units'),
      ...(took > 0 ? [button('answers')] : []),
      button('replies'),
      ...(people > 0 ? [button('take')] : []),
      ...(may && state === 'open' ? [button('remind')] : []),
      ...(may && failures > 0 && state !== 'cancelled' ? [button('retry')] : []),
      ...(may && state !== 'cancelled' ? [{ ...button('correct'), token: `notice_correct ${campaign}` }] : []),
      ...(may && state === 'open' ? [{ ...button('cancel'), style: 'danger' as const }] : []),
    ],
  }
}

const waiting: View = async (talk, campaign, after) => {
  const page = await talk.execute(peopleOf, {
    campaign,
    state: 'waiting',
    limit: NAMES,
    ...(after === undefined ? {} : { after }),
  })
  if (page.rows.length === 0) return [{ say: 'notices.all-answered' }]
  const lines = page.rows.map(({ name, unitName = '', delivery: state, reason: why }) => {
    const delivery = talk.text(`notices.delivery-${state}`)
    // What says nothing more is said once.
    const reason = why === undefined || why === state ? '' : talk.text(`notices.reason-${why}`)
    return talk.text('notices.person', { name, unit: unitName, delivery, reason }).trimEnd()
  })
  return [
    {
      say: 'notices.waiting',
      params: { lines: lines.join('\n') },
      choices:
        page.next === undefined
          ? []
          : [{ say: 'notices.button.more', token: `board ${campaign} waiting ${page.next}` }],
    },
  ]
}

const units: View = async (talk, campaign) => {
  const { rows } = await talk.execute(coverage, { campaign, by: 'unit' })
  const open = rows.filter(({ people, answered }) => answered < people).slice(0, NAMES)
  const lines = open.map(({ name, people, answered }) => talk.text('notices.unit', { name, people, answered }))
  return [
    open.length === 0 ? { say: 'notices.all-answered' } : { say: 'notices.units', params: { lines: lines.join('\n') } },
  ]
}

/** What was chosen or filled in: each question counted, and who said what. */
const answers: View = async (talk, campaign, after) => {
  const { questions } = await talk.execute(answersTo, { campaign, language: talk.language })
  const state = questions.length > 0 && (await talk.execute(totals, { campaign })).answers.done ? 'done' : 'chosen'
  const page = await talk.execute(peopleOf, {
    campaign,
    state,
    limit: NAMES,
    ...(after === undefined ? {} : { after }),
  })
  const said = page.rows.map(({ name, answer = '' }) => talk.text('notices.said-reader', { name, text: answer }))
  return [
    {
      words: [
        ...(after === undefined ? [questions.map((each, n) => tallyWords(talk, n + 1, each)).join('\n')] : []),
        said.join('\n'),
      ].join('\n\n'),
      choices:
        page.next === undefined
          ? []
          : [{ say: 'notices.button.more', token: `board ${campaign} answers ${page.next}` }],
    },
  ]
}

const tallyWords = (talk: Talk, number: number, { asks, answered, counts: each, sum }: Tally): string =>
  [
    talk.text('notices.tally', { number, asks, answered }),
    ...each.map(({ label, count }) => talk.text('notices.tally-option', { label, count })),
    ...(sum === undefined ? [] : [talk.text('notices.tally-sum', { sum })]),
  ].join('\n')

const replies: View = async (talk, campaign) => {
  const { rows } = await talk.execute(thread, { campaign, limit: SHOWN })
  if (rows.length === 0) return [{ say: 'notices.no-replies' }]
  const readers = new Map(rows.filter(({ from }) => from === 'reader').map(({ person, name }) => [person, name]))
  return [
    {
      words: rows
        .map(({ from, name, text, files }) =>
          [
            talk.text(`notices.said-${from}`, { name, text }),
            ...(files.length === 0 ? [] : [talk.text('notices.said-files', { count: files.length })]),
          ].join('\n'),
        )
        .join('\n\n'),
      // The oldest first, as they were sent.
      files: rows.flatMap(({ from, files }) => (from === 'reader' ? files : [])).reverse(),
      choices: [...readers].map(([person, name]) => ({
        say: 'notices.button.answer-one',
        params: { name },
        token: `notice_answer ${campaign} ${person}`,
      })),
    },
  ]
}

const VIEWS: Readonly<Record<string, View>> = {
  waiting,
  units,
  answers,
  replies,
  take: async (talk, campaign) => {
    const { file, name, type, rows } = await talk.execute(takePeople, { campaign, language: talk.language })
    return [{ say: 'notices.taken', params: { rows }, files: [{ file, name, type }] }]
  },
  remind: async (talk, campaign) => {
    await talk.execute(remind, { campaign })
    return [{ say: 'notices.reminding' }]
  },
  retry: async (talk, campaign) => {
    await talk.execute(retry, { campaign })
    return [{ say: 'notices.retrying' }]
  },
  cancel: async (talk, campaign) => {
    await talk.execute(cancel, { campaign })
    return [{ say: 'notices.cancelled' }]
  },
}

/** Answers one reader of a notice. */
export const noticeAnswer = command({
  name: 'notice_answer',
  for: WRITERS,
  summary: 'notices.command-answer',
  listed: false,
  form: 'notice-answer',
  async run(talk, [campaign = '', person = ''], answers) {
    const files = attachmentsIn(answers.files)
    await talk.execute(answerReader, { campaign, person, text: String(answers.text ?? ''), files })
    return [{ say: 'notices.answer-sent' }]
  },
})

/** Puts the words of a notice right that was sent. */
export const noticeCorrect = command({
  name: 'notice_correct',
  for: WRITERS,
  summary: 'notices.command-correct',
  listed: false,
  form: 'notice-correct',
  async run(talk, [campaign = ''], answers) {
    await talk.execute(correct, { campaign, text: String(answers.text ?? '') })
    return [{ say: 'notices.correcting', choices: [{ say: 'notices.button.board', token: `board ${campaign}` }] }]
  },
})
