import type { Transform } from 'node:stream'
import { stringify } from 'csv-stringify'
import { stringify as stringifyAll } from 'csv-stringify/sync'
import type { Sheet } from '../../core/ports/printer.ts'

type Row = readonly (string | number | boolean)[]

/**
 * The byte order mark tells spreadsheet programs that the text is UTF-8; a cell that begins like a formula gets an
 * apostrophe before it, so that nobody's words are ever computed.
 */
const OPTIONS = { bom: true, escape_formulas: true, record_delimiter: 'windows' } as const

/** Rows as CSV text, for tables that fit into memory. */
export const csvText = (rows: readonly Row[]): string =>
  stringifyAll(
    rows.map((row) => [...row]),
    OPTIONS,
  )

/** A sheet as a CSV file. */
export const csvOf = ({ columns, rows }: Sheet): Uint8Array => new TextEncoder().encode(csvText([columns, ...rows]))

/** Takes rows, gives CSV; in flat memory, however many there are. */
export const csvWriter = (): Transform => stringify(OPTIONS)
