import { toDay } from '../../calendar/index.ts'
import { list, peopleOf, READERS, totals } from '../../campaigns/index.ts'
import { command, type Reply, type Talk } from '../../conversation/command.ts'
import type { Answers } from '../../conversation/conversation.ts'
import { announce, code, excuse, meetingFor, noteAbsence, signIn } from './operations.ts'

const OFFICERS = ['officer', 'director'] as const
/** So many people are named in one message. */
const SHOWN = 15
const isOfficer = ({ actor }: Talk): boolean =>
  actor.kind === 'person' && OFFICERS.some((role) => actor.roles.includes(role))
const words = (answers: Answers, name: string): string => String(answers[name] ?? '')
const boardButton = (campaign: string) => ({ say: 'lessons.button.who-came', token: `meeting_board ${campaign}` })
const codeButton = (campaign: string) => ({ say: 'lessons.button.code', token: `meeting_code ${campaign}` })

const meetingNew = command({
  name: 'meeting_new',
  for: OFFICERS,
  summary: 'lessons.command-meeting-new',
  form: 'lesson-meeting',
  async run(talk, _args, answers) {
    const input = { title: words(answers, 'title'), audience: words(answers, 'audience') }
    const when = { day: toDay(words(answers, 'day')), time: words(answers, 'time'), place: words(answers, 'place') }
    const { campaign } = await talk.execute(announce, { ...input, ...when })
    return [{ say: 'lessons.announced', choices: [codeButton(campaign), boardButton(campaign)] }]
  },
})

/** `meeting_code CAMPAIGN`: shown on the wall, pressed anew each minute. */
const meetingCode = command({
  name: 'meeting_code',
  for: OFFICERS,
  summary: 'lessons.command-meeting-code',
  listed: false,
  async run(talk, [campaign = '']) {
    const params = await talk.execute(code, { campaign })
    const anew = { say: 'lessons.button.new-code', token: `meeting_code ${campaign}`, style: 'primary' as const }
    return [{ say: 'lessons.code-now', params, choices: [anew, boardButton(campaign)] }]
  },
})

/** `/meeting_board [NUMBER]`: who came, who said why not, who is missing. */
const meetingBoard = command({
  name: 'meeting_board',
  for: READERS,
  summary: 'lessons.command-meeting-board',
  words: 'lessons.words-meeting-board',
  run: async (talk, [campaign]) => [campaign === undefined ? await meetings(talk) : await board(talk, campaign)],
})

const meetings = async (talk: Talk): Promise<Reply> => {
  const { rows } = await talk.execute(list, { kind: 'meeting', limit: 10 })
  return {
    say: rows.length === 0 ? 'lessons.no-meetings' : 'lessons.meetings',
    choices: [
      ...rows.map(({ number, title }) => ({
        ...{ say: 'lessons.button.round', params: { number, title }, token: `meeting_board ${number}` },
      })),
      ...(isOfficer(talk) ? [{ say: 'lessons.button.meeting-new', token: 'meeting_new' }] : []),
    ],
  }
}

const board = async (talk: Talk, named: string): Promise<Reply> => {
  const { title, people, answers, campaign } = await talk.execute(totals, { campaign: named })
  const of = async (state: 'done' | 'excused' | 'waiting') =>
    (await talk.execute(peopleOf, { campaign, state, limit: SHOWN })).rows
  const [came, excused, missing] = [await of('done'), await of('excused'), await of('waiting')]
  const namesOf = (rows: typeof came): string => rows.map(({ name }) => name).join('、')
  return {
    words: [
      talk.text('lessons.meeting-board', {
        ...{ title, people, came: answers.done ?? 0, excused: answers.excused ?? 0, missing: answers.waiting ?? 0 },
      }),
      ...(came.length === 0 ? [] : [talk.text('lessons.came', { names: namesOf(came) })]),
      ...excused.map(({ name, answer = '' }) => talk.text('lessons.excused-line', { name, reason: answer })),
      ...(missing.length === 0 ? [] : [talk.text('lessons.missing', { names: namesOf(missing) })]),
    ].join('\n'),
    choices: !isOfficer(talk)
      ? []
      : [
          codeButton(campaign),
          ...missing.map(({ person, name }) => ({
            ...{ say: 'lessons.button.absent', params: { name }, token: `meeting_absent ${campaign} ${person}` },
          })),
        ],
  }
}

/** `meeting_absent CAMPAIGN PERSON`: why somebody did not come. */
const meetingAbsent = command({
  name: 'meeting_absent',
  for: OFFICERS,
  summary: 'lessons.command-meeting-absent',
  listed: false,
  form: 'meeting-reason',
  async run(talk, [campaign = '', person = ''], answers) {
    await talk.execute(noteAbsence, { campaign, person, reason: words(answers, 'reason') })
    return [{ say: 'lessons.absence-noted', choices: [boardButton(campaign)] }]
  },
})

/** `meeting CAMPAIGN`: when and where; from here one signs in, or says that one can't come. */
const meeting = command({
  name: 'meeting',
  for: 'person',
  asOneself: true,
  summary: 'lessons.command-meeting',
  listed: false,
  async run(talk, [campaign = '']) {
    const { begun, came, ...params } = await talk.execute(meetingFor, { campaign })
    if (came === true) return [{ say: 'lessons.meeting-came', params }]
    const away = { say: 'lessons.button.away', token: `meeting_away ${campaign}` }
    return [
      {
        say: came === false ? 'lessons.meeting-excused' : 'lessons.meeting-is',
        params,
        choices: [
          { say: 'lessons.button.sign', token: `meeting_sign ${campaign}`, style: 'primary' },
          ...(begun || came === false ? [] : [away]),
        ],
      },
    ]
  },
})

const meetingSign = command({
  name: 'meeting_sign',
  for: 'person',
  asOneself: true,
  summary: 'lessons.command-meeting-sign',
  listed: false,
  form: 'meeting-sign',
  async run(talk, [campaign = ''], answers) {
    await talk.execute(signIn, { campaign, code: words(answers, 'code') })
    return [{ say: 'lessons.signed' }]
  },
})

const meetingAway = command({
  name: 'meeting_away',
  for: 'person',
  asOneself: true,
  summary: 'lessons.command-meeting-away',
  listed: false,
  form: 'meeting-reason',
  async run(talk, [campaign = ''], answers) {
    await talk.execute(excuse, { campaign, reason: words(answers, 'reason') })
    return [{ say: 'lessons.excused' }]
  },
})

export const meetingCommands = [
  ...[meetingNew, meetingCode, meetingBoard, meetingAbsent],
  ...[meeting, meetingSign, meetingAway],
]
