import { calendarOf } from '../../calendar/content.ts'
import { toDay } from '../../calendar/index.ts'
import { type AddresseeRow, list, peopleOf, READERS, totals } from '../../campaigns/index.ts'
import { command, type Reply, type Talk } from '../../conversation/command.ts'
import type { Answers } from '../../conversation/conversation.ts'
import { planned } from '../plan/operations.ts'
import { noteAbsence, noteArrival } from './absence.ts'
import { announce, callOff, move } from './announce.ts'
import { OFFICERS } from './meeting.ts'
import { SHEET_FORMATS, takeSheet } from './sheet.ts'
import { code } from './sign-in.ts'

/** So many people are named in one message. */
const SHOWN = 15
const isOfficer = ({ actor }: Talk): boolean =>
  actor.kind === 'person' && OFFICERS.some((role) => actor.roles.includes(role))
const words = (answers: Answers, name: string): string => String(answers[name] ?? '')
const boardButton = (campaign: string) => ({ say: 'lessons.button.who-came', token: `meeting_board ${campaign}` })
const codeButton = (campaign: string) => ({ say: 'lessons.button.code', token: `meeting_code ${campaign}` })

/** `/meeting_new [PLANNED]`: for a line of the yearly plan, its title and for whom are known. */
const meetingNew = command({
  name: 'meeting_new',
  for: OFFICERS,
  summary: 'lessons.command-meeting-new',
  form: 'lesson-meeting',
  async begin(talk, [id]) {
    if (id === undefined) return {}
    const { lines } = await talk.execute(planned, {
      year: Number(calendarOf(talk.content).dayAt(talk.now).slice(0, 4)),
    })
    const line = lines.find((each) => each.id === id)
    return line === undefined ? {} : { title: line.title, audience: line.whom }
  },
  async run(talk, [id], answers) {
    const input = { title: words(answers, 'title'), audience: words(answers, 'audience') }
    const when = { day: toDay(words(answers, 'day')), time: words(answers, 'time'), place: words(answers, 'place') }
    const { campaign } = await talk.execute(announce, {
      ...input,
      ...when,
      ...(id === undefined ? {} : { planned: id }),
    })
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

const steps = (campaign: string, missing: readonly AddresseeRow[]) => [
  codeButton(campaign),
  ...missing.map(({ person, name }) => ({
    ...{ say: 'lessons.button.absent', params: { name }, token: `meeting_absent ${campaign} ${person}` },
  })),
  ...(missing.length === 0 ? [] : [{ say: 'lessons.button.by-hand', token: `meeting_by_hand ${campaign}` }]),
  { say: 'lessons.button.move', token: `meeting_move ${campaign}` },
  { say: 'lessons.button.call-off', token: `meeting_cancel ${campaign}`, style: 'danger' as const },
]

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
    choices: [
      ...SHEET_FORMATS.map((format) => ({
        ...{ say: `lessons.button.sheet-${format}`, token: `meeting_sheet ${campaign} ${format}` },
      })),
      ...(isOfficer(talk) ? steps(campaign, missing) : []),
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

/** `meeting_by_hand CAMPAIGN`: who is there and can't sign in. */
const meetingByHand = command({
  name: 'meeting_by_hand',
  for: OFFICERS,
  summary: 'lessons.command-meeting-by-hand',
  listed: false,
  async run(talk, [campaign = '']) {
    const { rows } = await talk.execute(peopleOf, { campaign, state: 'waiting', limit: SHOWN })
    return [
      {
        say: rows.length === 0 ? 'lessons.nobody-missing' : 'lessons.who-is-there',
        choices: [
          ...rows.map(({ person, name }) => ({
            ...{ say: 'lessons.as-it-is', params: { title: name }, token: `meeting_came ${campaign} ${person}` },
          })),
          boardButton(campaign),
        ],
      },
    ]
  },
})

/** `meeting_came CAMPAIGN PERSON` */
const meetingCame = command({
  name: 'meeting_came',
  for: OFFICERS,
  summary: 'lessons.command-meeting-by-hand',
  listed: false,
  form: 'meeting-by-hand',
  async run(talk, [campaign = '', person = ''], answers) {
    const late = Number(answers.late ?? 0)
    const input = { campaign, person, reason: words(answers, 'reason'), ...(late > 0 ? { late } : {}) }
    await talk.execute(noteArrival, input)
    return [{ say: 'lessons.arrival-noted', choices: [boardButton(campaign)] }]
  },
})

const meetingMove = command({
  name: 'meeting_move',
  for: OFFICERS,
  summary: 'lessons.command-meeting-move',
  listed: false,
  form: 'meeting-move',
  async run(talk, [before = ''], answers) {
    const when = { day: toDay(words(answers, 'day')), time: words(answers, 'time'), place: words(answers, 'place') }
    const { campaign } = await talk.execute(move, { campaign: before, ...when })
    return [{ say: 'lessons.moved', choices: [codeButton(campaign), boardButton(campaign)] }]
  },
})

const meetingCancel = command({
  name: 'meeting_cancel',
  for: OFFICERS,
  summary: 'lessons.command-meeting-cancel',
  listed: false,
  form: 'meeting-cancel',
  async run(talk, [campaign = ''], answers) {
    await talk.execute(callOff, { campaign, reason: words(answers, 'reason') })
    return [{ say: 'lessons.called-off' }]
  },
})

/** `meeting_sheet CAMPAIGN FORMAT` */
const meetingSheet = command({
  name: 'meeting_sheet',
  for: READERS,
  summary: 'lessons.command-meeting-sheet',
  listed: false,
  async run(talk, [campaign = '', named]) {
    const format = SHEET_FORMATS.find((each) => each === named) ?? 'pdf'
    const { file, name, type } = await talk.execute(takeSheet, { campaign, format, language: talk.language })
    return [{ say: 'lessons.sheet-here', files: [{ file, name, type }] }]
  },
})

export const meetingOfficeCommands = [
  ...[meetingNew, meetingCode, meetingBoard, meetingAbsent, meetingByHand, meetingCame],
  ...[meetingMove, meetingCancel, meetingSheet],
]
