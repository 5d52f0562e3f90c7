import type { Reply, Talk } from '../../conversation/command.ts'
import type { SaidChoice } from '../../messaging/tell.ts'
import { OPEN } from '../lifecycle.ts'
import type { CaseLine } from '../line.ts'
import { dueWords, matterName, shortened } from './words.ts'

const WORDS = 40

/** Cases as numbered lines, with a button to open each. */
export const listReply = <Line extends CaseLine>(
  talk: Talk,
  head: string,
  rows: readonly Line[],
  more: readonly SaidChoice[],
  /** What else is said of each. */
  also?: (row: Line) => string,
): Reply => ({
  words: [
    head,
    ...rows.flatMap((row, n) => [lineWords(talk, row, n + 1), ...(also === undefined ? [] : [`   ${also(row)}`])]),
  ].join('\n'),
  choices: [
    ...rows.map((row) => ({
      say: 'staff.button.open',
      params: { number: row.number, matter: matterName(talk, row.matter) },
      token: `show ${row.id}`,
    })),
    ...more,
  ],
})

const lineWords = (talk: Talk, row: CaseLine, n: number): string => {
  const marks = [
    row.urgent ? talk.text('staff.mark-urgent') : '',
    row.green ? talk.text('staff.mark-green') : '',
    row.asked ? talk.text('staff.mark-asked') : '',
  ].join('')
  const state = talk.text(`staff.state-${row.state}`)
  const line = talk.text('staff.line', { n, number: row.number, matter: matterName(talk, row.matter), state, marks })
  const due = OPEN.includes(row.state) ? [dueWords(talk, row.due)] : []
  return [line, ...due.map((each) => `   ${each}`), `   ${shortened(row.text.replace(/\s+/g, ' '), WORDS)}`].join('\n')
}
