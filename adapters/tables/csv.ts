import { CsvError, parse } from 'csv-parse/sync'
import { TableUnreadable } from '../../core/ports/tables.ts'
import { decode } from './decode.ts'
import { type GridRow, MOST } from './grid.ts'
import { occurrences } from './occurrences.ts'

/** The rows of a CSV file, in any usual encoding, separated by commas, semicolons or tabs. */
export const readCsv = (bytes: Uint8Array): readonly GridRow[] => {
  const { text, separator, skipped } = separated(decode(bytes))
  refuseHuge(text, separator)
  try {
    const rows: string[][] = parse(text, { delimiter: separator, relax_column_count: true, relax_quotes: true })
    return rows.map((cells, n) => ({ line: n + 1 + skipped, cells }))
  } catch (error) {
    if (error instanceof CsvError) throw new TableUnreadable('broken', { line: Number(error.lines ?? 1) + skipped })
    throw error
  }
}

/** Lines of a file, with those inside of cells and the empty ones that spreadsheet programs leave at the end. */
const MOST_LINES = 10 * MOST.rows

/** Refuses what no table of `MOST` can be before it is taken apart: millions of cells would fill the memory. @throws TableUnreadable */
const refuseHuge = (text: string, separator: string): void => {
  if (
    Math.max(occurrences(text, '\n'), occurrences(text, '\r')) > MOST_LINES ||
    occurrences(text, separator) > MOST.rows * MOST.columns
  )
    throw new TableUnreadable('too-large', MOST)
}

/** The separator: Excel's own `sep=` line tells, else the one that the headings use most. */
const separated = (text: string): { readonly text: string; readonly separator: string; readonly skipped: number } => {
  const told = /^sep=(.)\r?\n/i.exec(text)
  if (told?.[1] !== undefined) return { text: text.slice(told[0].length), separator: told[1], skipped: 1 }
  const lines = text.split(/\r\n?|\n/, 10).map((line) => line.replace(/"[^"]*"/g, ''))
  const uses = (separator: string) => Math.max(...lines.map((line) => line.split(separator).length))
  // A list inside a cell may hold semicolons, so commas and tabs are asked first.
  const first = lines.find((line) => /[,;\t]/.test(line)) ?? ''
  const inHeadings = (separator: string) => first.split(separator).length
  const [separator = ','] = [',', '\t', ';'].sort((a, b) => inHeadings(b) - inHeadings(a) || uses(b) - uses(a))
  return { text, separator, skipped: 0 }
}
