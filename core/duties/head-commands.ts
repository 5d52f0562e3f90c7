import { READERS } from '../campaigns/index.ts'
import { command } from '../conversation/command.ts'
import { hasRole } from '../kernel/actor.ts'
import { assign, assigned } from './assign.ts'
import { headLinesIn } from './duties-in.ts'

const SHOWN = 15
const WRITERS = ['officer', 'director'] as const

/** `/duty_heads`: what each head was given for this year, and who has signed it. */
const dutyHeads = command({
  name: 'duty_heads',
  for: READERS,
  summary: 'duties.command-heads',
  words: 'duties.words-heads',
  async run(talk) {
    const { year, rows } = await talk.execute(assigned, {})
    const lines = rows
      .slice(0, SHOWN)
      .map(({ name, unit, duties, signed }) =>
        talk.text(`duties.heads-${signed ? 'signed' : 'open'}`, { name, unit, duties: duties.length }),
      )
    if (rows.length > SHOWN) lines.push(talk.text('duties.heads-more', { more: rows.length - SHOWN }))
    const signed = rows.filter((row) => row.signed).length
    return [
      {
        say: rows.length === 0 ? 'duties.heads-none' : 'duties.heads',
        params: { year: String(year), heads: rows.length, signed, lines: lines.join('\n') },
        choices: hasRole(talk.actor, ...WRITERS)
          ? [
              { say: 'duties.button.assign', token: 'duty_assign' },
              { say: 'duties.button.open', token: 'pledge_open responsibility' },
            ]
          : [],
      },
    ]
  },
})

/** `duty_assign`: the list of what each head has to do, typed or pasted from a spreadsheet. */
const dutyAssign = command({
  name: 'duty_assign',
  for: WRITERS,
  summary: 'duties.command-assign',
  listed: false,
  form: 'duty-heads',
  async run(talk, _args, answers) {
    const rows = headLinesIn(String(answers.list)).map((row) => ({ ...row }))
    const { heads, duties, year } = await talk.execute(assign, { rows, dryRun: false, language: talk.language })
    return [
      {
        say: 'duties.assigned',
        params: { heads, duties, year: String(year) },
        choices: [
          { say: 'duties.button.open', token: 'pledge_open responsibility' },
          { say: 'duties.button.heads', token: 'duty_heads' },
        ],
      },
    ]
  },
})

export const headCommands = [dutyHeads, dutyAssign]
