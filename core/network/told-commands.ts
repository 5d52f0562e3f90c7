import { calendarOf } from '../calendar/content.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { alikeAnswers } from './alike.ts'
import { type MemberAnswerRow, told } from './lists.ts'
import { stratumName } from './stratum-name.ts'
import { becomeCase, becomeSuggestion, joinSame, note, warn } from './turn.ts'

const OFFICERS = ['officer', 'director'] as const
const SHOWN = 5

const lineOf = (talk: Talk, row: MemberAnswerRow): string =>
  talk.text('network.told-line', {
    ...{
      day: calendarOf(talk.content).dayAt(row.at),
      stratum: stratumName(talk.text, row.stratum),
      text: row.text.slice(0, 300),
    },
    kind: talk.text(`network.kind-${row.kind}`),
  })

/** `told`: what members told and nobody has dealt with, the oldest first, one message each with what can be made of it. */
const toldCommand = command({
  name: 'told',
  for: OFFICERS,
  summary: 'network.told',
  words: 'network.told-words',
  async run(talk): Promise<readonly Reply[]> {
    const { rows, count } = await talk.execute(told, { became: 'waiting', limit: SHOWN })
    if (rows.length === 0) return [{ say: 'network.told-none' }]
    return [
      { say: 'network.told-head', params: { count } },
      ...rows.map((row) => ({
        words: lineOf(talk, row),
        choices: [
          { say: 'network.button.case', token: `told_turn ${row.id} case`, style: 'primary' as const },
          { say: 'network.button.warn', token: `told_turn ${row.id} warning` },
          { say: 'network.button.suggestion', token: `told_turn ${row.id} suggestion` },
          { say: 'network.button.same', token: `told_turn ${row.id} same` },
          { say: 'network.button.noted', token: `told_turn ${row.id} noted` },
        ],
      })),
    ]
  },
})

const more = { say: 'network.button.more', token: 'told' }

const TURNS = new Map([
  ['case', becomeCase],
  ['warning', warn],
  ['suggestion', becomeSuggestion],
  ['noted', note],
])

/** What the buttons under an answer do: one tap each. */
const turnCommand = command({
  name: 'told_turn',
  for: OFFICERS,
  summary: 'network.told',
  listed: false,
  async run(talk, [answer = '', what, other]): Promise<readonly Reply[]> {
    if (what === 'same' && other === undefined) return [await others(talk, answer)]
    const {
      became,
      number,
      told: hears,
    } = what === 'same' && other !== undefined
      ? await talk.execute(joinSame, { answer, same: other })
      : await talk.execute(TURNS.get(what ?? '') ?? note, { answer })
    return [
      {
        say: `network.turned-${became}`,
        params: { number, member: talk.text(hears ? 'network.member-told' : 'network.member-erased') },
        choices: [more],
      },
    ]
  },
})

/** What it may tell the same of, the likest first. */
const others = async (talk: Talk, answer: string): Promise<Reply> => {
  const { rows } = await talk.execute(alikeAnswers, { answer, limit: SHOWN })
  if (rows.length === 0) return { say: 'network.same-none', choices: [more] }
  return {
    words: [talk.text('network.same-head'), ...rows.map((row) => lineOf(talk, row))].join('\n'),
    choices: rows.map(({ id, text }) => ({
      say: 'network.button.same-as',
      params: { text: text.slice(0, 20) },
      token: `told_turn ${answer} same ${id}`,
    })),
  }
}

export const toldCommands = [toldCommand, turnCommand]
