import type { Table, TableRow } from '../../ports/tables.ts'

/** Something that was not carried over, and where it stands in the spreadsheet. */
export interface Remark {
  readonly sheet: string
  /** 0 where it is the sheet as a whole. */
  readonly row: number
  readonly column: string
  readonly message: string
}

/** The sheets of an XLSForm. */
export interface XlsForm {
  readonly survey: Table
  readonly choices?: Table
  readonly settings?: Table
  /** The names of sheets that are none of these. */
  readonly others?: readonly string[]
}

export const SHEETS = ['survey', 'choices', 'settings'] as const

/** How the sheets of an XLSForm are called in a workbook: in any case, with spaces around. */
export const sheetNamed = (wanted: string, names: readonly string[]): string | undefined =>
  names.find((name) => name.trim().toLowerCase() === wanted)

/** Whether a sheet was meant to be `wanted`: a slip of the pen away from it. */
export const isMisspelled = (wanted: string, name: string): boolean => apart(name.trim().toLowerCase(), wanted) <= 2

/** How many letters have to be changed, added or taken away. */
const apart = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_each, n) => n)
  for (const [n, letter] of [...a].entries()) {
    const next = [n + 1]
    for (const [m, other] of [...b].entries())
      next.push(Math.min((row[m + 1] ?? 0) + 1, (next[m] ?? 0) + 1, (row[m] ?? 0) + (letter === other ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}

/** Columns that are called otherwise in older spreadsheets. */
const SAME: Readonly<Record<string, string>> = {
  relevance: 'relevant',
  'bind::relevant': 'relevant',
  'bind::required': 'required',
  'bind::constraint': 'constraint',
  'bind::calculate': 'calculation',
  calculate: 'calculation',
  constraining_message: 'constraint_message',
  caption: 'label',
  command: 'type',
  value: 'name',
  tag: 'name',
  list: 'list_name',
  readonly: 'read_only',
  count: 'repeat_count',
  'jr:count': 'repeat_count',
  set_form_id: 'form_id',
  set_form_title: 'form_title',
}

/** Columns that may be written in several languages, as `label::English (en)`, or in older ones `label:English`. */
const IN_LANGUAGES = /^(label|caption|hint|constraint_message|required_message|form_title)\s*::?\s*(.+)$/

/** A heading as a column, with the language that it names. */
export const headingOf = (heading: string): { readonly column: string; readonly language?: string } => {
  const plain = heading.trim()
  const [, base, language] = IN_LANGUAGES.exec(plain.toLowerCase().replaceAll(' ', '_')) ?? []
  const written = base ?? plain.toLowerCase().replaceAll(' ', '_')
  return { column: SAME[written] ?? written, ...(language === undefined ? {} : { language }) }
}

/** A cell by its column, whichever case its heading is in. */
export const cell = (row: TableRow, column: string): string => {
  const found = Object.keys(row.cells).find((heading) => headingOf(heading).column === column)
  return found === undefined ? '' : (row.cells[found] ?? '').trim()
}

/** What the workbook itself says against its cells. */
export const noticesOf = (sheet: string, table: Table | undefined): readonly Remark[] =>
  (table?.notices ?? []).flatMap(({ line, column, kind }) => {
    const message = WHY[kind]
    return message === undefined ? [] : [{ sheet, row: line, column, message }]
  })

const WHY: Readonly<Record<string, string>> = {
  formula: 'holds a formula: write the value itself',
  merged: 'belongs to merged cells: separate them, and write into each row what it means',
  'error-value': 'holds an error of the spreadsheet program: write the value itself',
  'more-cells': 'holds text beyond the last heading: it would be lost',
  'column-unnamed': 'holds text under no heading: it would be lost',
}
