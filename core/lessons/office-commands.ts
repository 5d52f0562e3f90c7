import { calendarOf } from '../calendar/content.ts'
import { toDay } from '../calendar/index.ts'
import { coverage, list, peopleOf, READERS, remind, totals } from '../campaigns/index.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { ask } from './ask.ts'

/** So many units or people are named in one message. */
const SHOWN = 15

const lessonGive = command({
  name: 'lesson_give',
  for: ['officer', 'director'],
  summary: 'lessons.command-give',
  listed: false,
  form: 'lesson-give',
  async run(talk, [lesson = ''], answers) {
    const closesAt = calendarOf(talk.content).closing(toDay(String(answers.until)))
    await talk.execute(ask, { lesson, audience: String(answers.audience), closesAt })
    return [{ say: 'lessons.given', choices: [{ say: 'lessons.button.board', token: 'lesson_board' }] }]
  },
})

/** `/lesson_board [NUMBER]`: how far a lesson is passed by unit, and who has not. */
const lessonBoard = command({
  name: 'lesson_board',
  for: READERS,
  summary: 'lessons.command-board',
  words: 'lessons.words-board',
  async run(talk, [number, what]) {
    if (number === undefined) return [await rounds(talk)]
    return [what === 'waiting' ? await waiting(talk, number) : await board(talk, number)]
  },
})

const rounds = async (talk: Talk): Promise<Reply> => {
  const { rows } = await talk.execute(list, { kind: 'lesson', limit: 10 })
  if (rows.length === 0) return { say: 'lessons.no-rounds' }
  return {
    say: 'lessons.rounds',
    choices: rows.map(({ number, title }) => ({
      ...{ say: 'lessons.button.round', params: { number, title }, token: `lesson_board ${number}` },
    })),
  }
}

const board = async (talk: Talk, number: string): Promise<Reply> => {
  const { title, people, answers, state, campaign } = await talk.execute(totals, { campaign: number })
  const { rows } = await talk.execute(coverage, { campaign: number, by: 'unit' })
  const lines = rows
    .toSorted((a, b) => b.people - (b.answers.done ?? 0) - a.people + (a.answers.done ?? 0))
    .slice(0, SHOWN)
    .map((row) =>
      talk.text('lessons.board-unit', { name: row.name, people: row.people, passed: row.answers.done ?? 0 }),
    )
  return {
    say: 'lessons.board',
    params: {
      ...{ title, people, passed: answers.done ?? 0, failed: answers.replied ?? 0, waiting: answers.waiting ?? 0 },
      lines: lines.join('\n'),
    },
    choices: [
      { say: 'lessons.button.waiting', token: `lesson_board ${number} waiting` },
      ...(state === 'open' ? [{ say: 'lessons.button.remind', token: `lesson_remind ${campaign}` }] : []),
    ],
  }
}

const waiting = async (talk: Talk, campaign: string): Promise<Reply> => {
  const { rows, next } = await talk.execute(peopleOf, { campaign, state: 'waiting', limit: SHOWN })
  if (rows.length === 0) return { say: 'lessons.nobody-waits' }
  return {
    words: [
      talk.text('lessons.waiting'),
      ...rows.map(({ name, unitName = '' }) => talk.text('lessons.waiting-line', { name, unit: unitName })),
      ...(next === undefined ? [] : [talk.text('lessons.waiting-more')]),
    ].join('\n'),
    choices: [{ say: 'lessons.button.back', token: `lesson_board ${campaign}` }],
  }
}

const lessonRemind = command({
  name: 'lesson_remind',
  for: ['officer', 'director'],
  summary: 'lessons.command-remind',
  listed: false,
  async run(talk, [campaign = '']) {
    await talk.execute(remind, { campaign })
    return [{ say: 'lessons.reminded' }]
  },
})

export const officeCommands = [lessonGive, lessonBoard, lessonRemind]
