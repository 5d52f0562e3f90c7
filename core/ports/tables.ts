/** One row of somebody's table: every cell as text, under its heading as it stands in the file. */
export interface TableRow {
  /** The row as a spreadsheet program numbers it, from 1 and with the headings counted. */
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** Something that a person should look at, though the table could be read. */
export interface TableNotice {
  readonly line: number
  readonly column: string
  readonly kind: 'formula' | 'merged' | 'error-value' | 'sheets-ignored' | 'more-cells' | 'column-unnamed'
}

/** A spreadsheet or CSV file as rows. Rows without any text are left out. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
  readonly notices: readonly TableNotice[]
}

/**
 * Whether a cell is a number as a spreadsheet program shows it when it is too long for it, `1.38E+10`: what its last
 * digits were, nobody knows any more.
 */
export const isCutShort = (cell: string): boolean => /^-?\d(?:\.\d+)?E\+\d{2,}$/i.test(cell)

export type TableReason =
  | 'empty'
  | 'macros'
  | 'old-format'
  | 'encoding'
  | 'broken'
  | 'too-large'
  | 'column-twice'
  | 'no-sheet'

/** The file can't be read as a table; the text for people is `errors.people.table-<reason>`. */
export class TableUnreadable extends Error {
  override name = 'TableUnreadable'
  constructor(
    readonly reason: TableReason,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(`the table can't be read: ${reason}`)
  }
}

/** Reads a file that somebody handed in. `sheet` names the sheet of a workbook; the first where absent. */
export interface Tables {
  /** @throws TableUnreadable */
  read(bytes: Uint8Array, name: string, sheet?: string): Promise<Table>
}
