import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { READERS } from '../campaigns/index.ts'
import { command } from '../conversation/command.ts'
import { query } from '../kernel/operation.ts'
import { organisation } from '../people/index.ts'
import { DAY, later } from '../ports/clock.ts'
import { DutyLetter } from './letter.ts'

/** What was to be put right after a report at the year's end may last far into the next year. */
const BACK = 800 * DAY
const SHOWN = 20
/** So many letters get a button. */
const LETTERS = 6

const Row = z.strictObject({
  ...{ letter: z.string(), name: z.string(), unit: z.string(), title: z.string(), due: z.string() },
  kind: z.enum(['duty', 'report', 'mend']),
  text: z.string(),
})

/** What of all responsibility letters is not done although its day is over, the longest overdue first. */
export const overdue = query({
  name: 'duties.overdue',
  summary: 'List the duties of responsibility letters whose day is over and which are not done, the oldest first',
  allow: [...READERS],
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(SHOWN) }),
  output: z.strictObject({ rows: z.array(Row), all: z.number(), letters: z.number() }),
  async run(context, { limit }) {
    const org = await organisation(context)
    const today = calendarOf(context.content).dayAt(context.now)
    const rows: z.infer<typeof Row>[] = []
    let letters = 0
    const where = { 'data.signedAt': { gt: later(context.now, -BACK) } }
    for await (const { id: letter, data } of context.read(DutyLetter).stream({ where, order: ['data.signedAt'] })) {
      letters += 1
      const person = org.person(data.person)
      // Whoever has left owes nothing any more; their letter stays readable.
      if (person?.state === 'left') continue
      const name = person?.name ?? data.person
      const unit = org.unit(data.unit)?.name ?? data.unit
      for (const { kind, text, due, done } of data.tasks)
        if (done === undefined && due < today) rows.push({ letter, name, unit, title: data.title, due, kind, text })
    }
    const ordered = rows.toSorted((a, b) => a.due.localeCompare(b.due, 'en'))
    return { rows: ordered.slice(0, limit), all: rows.length, letters }
  },
})

/** `/duty_board`: what is overdue in the whole office. */
export const dutyBoard = command({
  name: 'duty_board',
  for: READERS,
  summary: 'duties.command-board',
  words: 'duties.words-board',
  async run(talk) {
    const { rows, all, letters } = await talk.execute(overdue, { limit: SHOWN })
    const byLetter = new Map(rows.map(({ letter, name }) => [letter, name]))
    const choices = [
      ...[...byLetter].slice(0, LETTERS).map(([letter, name]) => ({
        ...{ say: 'duties.button.letter-of', params: { name }, token: `duty_print ${letter} pdf` },
      })),
      { say: 'duties.button.letters', token: 'pledge_board' },
    ]
    if (rows.length === 0) return [{ say: 'duties.board-none', params: { letters }, choices }]
    const lines = rows.map(({ kind, text, ...row }) =>
      talk.text('duties.board-line', { ...row, text: kind === 'report' ? talk.text('duties.the-report') : text }),
    )
    if (all > rows.length) lines.push(talk.text('duties.board-more', { more: all - rows.length }))
    return [{ say: 'duties.board', params: { all, letters, lines: lines.join('\n') }, choices }]
  },
})
