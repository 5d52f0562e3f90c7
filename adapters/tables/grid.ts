import { type Table, type TableNotice, type TableRow, TableUnreadable } from '../../core/ports/tables.ts'

/** The most that one table may hold. */
export const MOST = { rows: 20_000, columns: 100 } as const

const MOST_NOTICES = 200

/** A row of cells with its number in the file. */
export interface GridRow {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Makes a table out of rows of cells. The headings are the first row that says at least two things: a title over the
 * table says one. @throws TableUnreadable `empty`, `too-large`, `column-twice`
 */
export const tableFrom = (name: string, grid: readonly GridRow[], notices: readonly TableNotice[] = []): Table => {
  const filled = grid.map(cleaned).filter(({ cells }) => cells.some((cell) => cell !== ''))
  const headings = filled.find(({ cells }) => cells.filter((cell) => cell !== '').length > 1) ?? filled[0]
  if (headings === undefined) throw new TableUnreadable('empty')
  const body = filled.slice(filled.indexOf(headings) + 1)
  const columns = headings.cells.map((cell) => cell.replace(/\s+/g, ' '))
  if (body.length > MOST.rows || columns.length > MOST.columns) throw new TableUnreadable('too-large', MOST)
  const twice = columns.find((column, n) => column !== '' && columns.indexOf(column) !== n)
  if (twice !== undefined) throw new TableUnreadable('column-twice', { column: twice })
  const own = body.flatMap((row) => noticesOf(row, columns))
  const below = notices.filter(({ line }) => line === 0 || line > headings.line)
  return {
    name,
    columns: columns.filter((column) => column !== ''),
    rows: body.map((row) => named(row, columns)),
    notices: [...below, ...own].slice(0, MOST_NOTICES).map((notice) => ({
      ...notice,
      column: columns[Number(notice.column)] || notice.column,
    })),
  }
}

/** Cells without what can't be seen; line breaks inside stay. */
const cleaned = ({ line, cells }: GridRow): GridRow => ({
  line,
  cells: cells.map((cell) =>
    cell
      .replace(/\r\n?/g, '\n')
      .replace(/[\u00a0\u3000\t]/g, ' ')
      .replace(/(?!\n)[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
      .trim(),
  ),
})

const named = ({ line, cells }: GridRow, columns: readonly string[]): TableRow => ({
  line,
  cells: Object.fromEntries(columns.flatMap((column, n) => (column === '' ? [] : [[column, cells[n] ?? '']]))),
})

const noticesOf = ({ line, cells }: GridRow, columns: readonly string[]): readonly TableNotice[] => {
  const lost = cells.findIndex((cell, n) => cell !== '' && (columns[n] ?? '') === '')
  if (lost < 0) return []
  return [{ line, column: String(lost), kind: lost < columns.length ? 'column-unnamed' : 'more-cells' }]
}
