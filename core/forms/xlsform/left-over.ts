import type { TableRow } from '../../ports/tables.ts'
import { cell, headingOf, SHEETS, type XlsForm } from './sheets.ts'
import { at, isYes, type Remarks } from './survey.ts'

/** Columns that are read, or that mean nothing where somebody only answers. */
const READ = {
  survey:
    'type name label hint required relevant constraint constraint_message default calculation repeat_count parameters disabled read_only',
  choices: 'list_name name label',
  settings: 'form_id form_title version default_language',
} as const

/** Cells without which a form would ask something else, and what to write instead. */
const CHANGES_MEANING: Readonly<Record<string, string>> = {
  choice_filter:
    'a filter of choices has no counterpart: make a question of its own for each case, with "relevant"; or ask for a place as "geopoint", where its name is looked up',
  trigger: 'nothing is computed when an answer changes: put the calculation into a row of type calculate',
}

const WHY: Readonly<Record<string, string>> = {
  required_message: 'what is missing is asked for in words of its own',
}

/** What a scale says of itself; whatever else stands among the parameters is nobody's. */
const OF_A_SCALE = /^(?:start|end|step)=/i

/** Texts that people read. */
const WORDS = new Set(['label', 'hint', 'constraint_message', 'required_message', 'form_title'])

/** Says what of the sheets nothing was made of. */
export const leftOver = (sheets: XlsForm, { refuse, leaveOut }: Remarks): void => {
  for (const sheet of SHEETS) {
    const table = sheets[sheet]
    const known = new Set(READ[sheet].split(' '))
    for (const heading of table?.columns ?? []) {
      const { column } = headingOf(heading)
      const rows = (table?.rows ?? []).filter((row) => (row.cells[heading] ?? '').trim() !== '')
      const [first] = rows
      if (first === undefined) continue
      const why = sheet === 'survey' ? CHANGES_MEANING[column] : undefined
      if (why !== undefined) for (const row of rows) refuse({ ...at(row, heading), message: why })
      else if (!known.has(column)) {
        const message = `is left out${rows.length > 1 ? `, in ${rows.length} rows` : ''}: ${WHY[column] ?? 'it has no counterpart'}`
        leaveOut({ sheet, row: first.line, column: heading, message })
      }
      if (WORDS.has(column))
        for (const row of rows) for (const said of spokenOf(row, heading)) refuse({ sheet, row: row.line, ...said })
    }
  }
  for (const row of sheets.survey.rows) {
    const isScale = /^range\b/i.test(cell(row, 'type'))
    for (const said of cell(row, 'parameters')
      .replace(/\s*=\s*/g, '=')
      .split(/[\s,;]+/))
      if (said !== '' && !(isScale && OF_A_SCALE.test(said)))
        leaveOut({ ...at(row, 'parameters'), message: `"${said}" is left out: it has no counterpart` })
    if (isYes(cell(row, 'read_only')))
      refuse({ ...at(row, 'read_only'), message: 'a question that nobody answers has no counterpart: write a note' })
    if (/\bsearch\s*\(/.test(cell(row, 'appearance')))
      refuse({ ...at(row, 'appearance'), message: 'choices from a file have no counterpart: write them into choices' })
  }
}

/** Words that speak of answers, which people would read as they stand there. */
const spokenOf = (row: TableRow, column: string) =>
  [...(row.cells[column] ?? '').matchAll(/\$\{[^{}]*\}/g)].map(([reference]) => ({
    column,
    message: `"${reference}" would be read as it stands: words can't repeat an answer, so write them without it`,
  }))
