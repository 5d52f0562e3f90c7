import { calendarOf } from '../calendar/content.ts'
import { toDay } from '../calendar/index.ts'
import { coverage, list, peopleOf, READERS, remind, totals } from '../campaigns/index.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { ask } from './ask.ts'
import { texts } from './texts/book.ts'

/** So many units or people are named in one message. */
const SHOWN = 15

/** `/pledge_ask`: which pledge; then whom, and until when. */
const pledgeAsk = command({
  name: 'pledge_ask',
  for: ['officer', 'director'],
  summary: 'pledges.command-ask',
  words: 'pledges.words-ask',
  async run(talk) {
    const { rows } = await talk.execute(texts, {})
    const inForce = rows.filter(({ state }) => state === 'in-force')
    return [
      {
        say: 'pledges.which',
        choices: [
          ...inForce.map(({ name, title }) => ({
            ...{ say: 'pledges.as-it-is', params: { title }, token: `pledge_open ${name}` },
          })),
          { say: 'pledges.button.texts', token: 'pledge_texts' },
        ],
      },
    ]
  },
})

const pledgeOpen = command({
  name: 'pledge_open',
  for: ['officer', 'director'],
  summary: 'pledges.command-ask',
  listed: false,
  form: 'pledge-ask',
  async run(talk, [template = ''], answers) {
    const closesAt = calendarOf(talk.content).closing(toDay(String(answers.until)))
    const { title } = await talk.execute(ask, { template, audience: String(answers.audience), closesAt })
    return [
      { say: 'pledges.asked', params: { title }, choices: [{ say: 'pledges.button.board', token: 'pledge_board' }] },
    ]
  },
})

/** `/pledge_board [NUMBER]`: how far a pledge is signed, by unit, and who has not. */
const pledgeBoard = command({
  name: 'pledge_board',
  for: READERS,
  summary: 'pledges.command-board',
  words: 'pledges.words-board',
  async run(talk, [number, what = 'unit']) {
    if (number === undefined) return [await rounds(talk)]
    if (what === 'waiting') return [await waiting(talk, number)]
    return [await board(talk, number, what === 'grade' || what === 'day' ? what : 'unit')]
  },
})

const rounds = async (talk: Talk): Promise<Reply> => {
  const { rows } = await talk.execute(list, { kind: 'pledge', limit: 10 })
  if (rows.length === 0) return { say: 'pledges.no-rounds' }
  return {
    say: 'pledges.rounds',
    choices: [
      ...rows.map(({ number, title }) => ({
        ...{ say: 'pledges.button.round', params: { number, title }, token: `pledge_board ${number}` },
      })),
      { say: 'pledges.button.duties', token: 'duty_board' },
    ],
  }
}

const board = async (talk: Talk, number: string, by: 'unit' | 'grade' | 'day'): Promise<Reply> => {
  const whole = await talk.execute(totals, { campaign: number })
  const { rows } = await talk.execute(coverage, { campaign: number, by })
  const signed = (answers: Readonly<Record<string, number>>): number => answers.done ?? 0
  // Where most are missing comes first; days stay in their order.
  const ordered =
    by === 'day' ? rows : rows.toSorted((a, b) => b.people - signed(b.answers) - a.people + signed(a.answers))
  const lines = ordered
    .slice(0, SHOWN)
    .map(({ name, people, answers }) => talk.text(`pledges.board-${by}`, { name, people, signed: signed(answers) }))
  const { title, people, answers, state } = whole
  return {
    say: 'pledges.board',
    params: {
      ...{ title, people, signed: signed(answers), declined: answers.declined ?? 0, waiting: answers.waiting ?? 0 },
      lines: lines.join('\n'),
    },
    choices: [
      { say: 'pledges.button.waiting', token: `pledge_board ${number} waiting` },
      ...(['unit', 'grade', 'day'] as const)
        .filter((each) => each !== by)
        .map((each) => ({ say: `pledges.button.by-${each}`, token: `pledge_board ${number} ${each}` })),
      ...(['xlsx', 'csv'] as const).map((format) => ({
        ...{ say: `pledges.button.take-${format}`, token: `pledge_take ${whole.campaign} ${format}` },
      })),
      ...(state === 'open' ? [{ say: 'pledges.button.remind', token: `pledge_remind ${whole.campaign}` }] : []),
    ],
  }
}

const waiting = async (talk: Talk, campaign: string): Promise<Reply> => {
  const { rows, next } = await talk.execute(peopleOf, { campaign, state: 'waiting', limit: SHOWN })
  const { rows: declined } = await talk.execute(peopleOf, { campaign, state: 'declined', limit: SHOWN })
  if (rows.length === 0 && declined.length === 0) return { say: 'pledges.all-signed' }
  const line = (name: string, unitName = ''): string => talk.text('pledges.waiting-line', { name, unit: unitName })
  return {
    words: [
      ...(rows.length === 0 ? [] : [talk.text('pledges.waiting')]),
      ...rows.map(({ name, unitName }) => line(name, unitName)),
      ...(next === undefined ? [] : [talk.text('pledges.waiting-more')]),
      ...declined.map(({ name, answer = '' }) => talk.text('pledges.declined-line', { name, reason: answer })),
    ].join('\n'),
    choices: [{ say: 'pledges.button.back', token: `pledge_board ${campaign}` }],
  }
}

const pledgeRemind = command({
  name: 'pledge_remind',
  for: ['officer', 'director'],
  summary: 'pledges.command-remind',
  listed: false,
  async run(talk, [campaign = '']) {
    await talk.execute(remind, { campaign })
    return [{ say: 'pledges.reminded' }]
  },
})

export const officeCommands = [pledgeAsk, pledgeOpen, pledgeBoard, pledgeRemind]
