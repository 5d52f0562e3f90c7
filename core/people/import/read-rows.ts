import { isCutShort, type TableRow } from '../../ports/tables.ts'
import { plainName } from '../names.ts'
import { COLUMNS, type Column, type Kind } from './columns.ts'
import type { RowFault } from './fault.ts'

/** What a row says: a column that the file lacks is absent, an empty cell is null. */
export type Fields = Readonly<Record<string, unknown>>

/** A row whose every cell could be read. */
export interface ReadRow {
  readonly row: number
  readonly code: string
  readonly fields: Fields
}

export interface ReadRows {
  readonly rows: readonly ReadRow[]
  readonly faults: readonly RowFault[]
  readonly notices: readonly RowFault[]
  /** The codes of all rows, also of those with faults: whoever refers to them is not to blame. */
  readonly codes: ReadonlySet<string>
  /** Rows without any text. */
  readonly skipped: number
  /** The file's own heading of a field, for faults. */
  heading(field: string): string
}

/** Headings stand right above the first row, as far as can be told from the rows alone. */
const headingRow = (rows: readonly TableRow[]): number => Math.max(1, (rows[0]?.line ?? 2) - 1)

/** Reads every cell of every row; faults of all of them are gathered. */
export const readRows = (kind: Kind, rows: readonly TableRow[]): ReadRows => {
  const columns = COLUMNS[kind]
  const { fieldOf, headingOf, faults, notices } = headings(columns, rows)
  const heading = (field: string): string => headingOf.get(field) ?? columns[field]?.headings[0] ?? field
  const filled = rows.filter((row) => Object.values(row.cells).some((cell) => cell.trim() !== ''))
  if (filled.length === 0) {
    const nothing = [fault(1, '', 'nothing-in-it')]
    return { rows: [], codes: new Set(), faults: nothing, notices, skipped: rows.length, heading }
  }
  const firstRowOf = new Map<string, number>()
  const read = filled.flatMap((row) => {
    const { fields, faults: own } = readRow(columns, fieldOf, row)
    faults.push(...own)
    const code = typeof fields.code === 'string' ? fields.code : undefined
    if (code === undefined) return []
    const before = firstRowOf.get(code)
    if (before !== undefined)
      faults.push(fault(row.line, heading('code'), 'code-twice', { value: code, other: before }))
    else firstRowOf.set(code, row.line)
    return own.length === 0 && before === undefined ? [{ row: row.line, code, fields }] : []
  })
  return {
    rows: read,
    codes: new Set(firstRowOf.keys()),
    faults,
    notices,
    skipped: rows.length - filled.length,
    heading,
  }
}

const fault = (row: number, column: string, code: RowFault['code'], params: RowFault['params'] = {}): RowFault => ({
  row,
  column,
  code,
  params,
})

const headings = (columns: Readonly<Record<string, Column>>, rows: readonly TableRow[]) => {
  const known = new Map<string, string>()
  for (const [field, column] of Object.entries(columns)) {
    for (const heading of [field, ...column.headings]) known.set(plainName(heading), field)
  }
  const fieldOf = new Map<string, string>()
  const headingOf = new Map<string, string>()
  const faults: RowFault[] = []
  const notices: RowFault[] = []
  const top = headingRow(rows)
  for (const heading of new Set(rows.flatMap((row) => Object.keys(row.cells)))) {
    const field = known.get(plainName(heading))
    const before = field === undefined ? undefined : headingOf.get(field)
    if (field === undefined) notices.push(fault(top, heading, 'column-unknown'))
    else if (before !== undefined) faults.push(fault(top, heading, 'column-twice', { other: before }))
    else {
      fieldOf.set(heading, field)
      headingOf.set(field, heading)
    }
  }
  for (const [field, column] of Object.entries(columns)) {
    if (column.needed === true && rows.length > 0 && !headingOf.has(field)) {
      faults.push(fault(top, column.headings[0], 'column-missing', { also: column.headings.slice(1, 3).join(' / ') }))
    }
  }
  return { fieldOf, headingOf, faults, notices }
}

const readRow = (columns: Readonly<Record<string, Column>>, fieldOf: ReadonlyMap<string, string>, row: TableRow) => {
  const fields: Record<string, unknown> = {}
  const faults: RowFault[] = []
  for (const [heading, field] of fieldOf) {
    const column = columns[field]
    const cell = (row.cells[heading] ?? '').trim()
    if (column === undefined) continue
    if (cell === '') {
      fields[field] = null
      if (column.needed === true) faults.push(fault(row.line, heading, 'empty'))
      continue
    }
    if (isCutShort(cell)) {
      faults.push(fault(row.line, heading, 'digits-lost', { value: cell }))
      continue
    }
    const reading = column.read(cell)
    if ('fault' in reading) faults.push(fault(row.line, heading, reading.fault, reading.params))
    else fields[field] = reading.value
  }
  return { fields, faults }
}
