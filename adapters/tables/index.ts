/** Reads the spreadsheets and CSV files that offices hand in. */
import { type Table, type Tables, TableUnreadable } from '../../core/ports/tables.ts'
import { readCsv } from './csv.ts'
import { MOST, tableFrom } from './grid.ts'
import { namesOfSheets, readWorkbook } from './workbook.ts'

const MOST_BYTES = 20 * 1024 * 1024

const beginsWith = (bytes: Uint8Array, ...begins: readonly number[]): boolean =>
  begins.every((byte, n) => bytes[n] === byte)

/** @throws TableUnreadable */
const isWorkbook = (bytes: Uint8Array, name: string): boolean => {
  if (bytes.length === 0) throw new TableUnreadable('empty')
  if (bytes.length > MOST_BYTES) throw new TableUnreadable('too-large', MOST)
  if (/\.xl[st]m$/i.test(name)) throw new TableUnreadable('macros')
  if (beginsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new TableUnreadable('old-format')
  return beginsWith(bytes, 0x50, 0x4b)
}

/**
 * A file as a table: what it is says its beginning, not its name, except that a name of a workbook with macros is
 * believed. `sheet` names a workbook's sheet. @throws TableUnreadable
 */
export const readTable = async (bytes: Uint8Array, name: string, sheet?: string): Promise<Table> => {
  if (!isWorkbook(bytes, name)) return tableFrom(name, readCsv(bytes))
  const { rows, notices } = await readWorkbook(bytes, sheet)
  return tableFrom(name, rows, notices)
}

/** The names of a workbook's sheets; none where the file is no workbook. @throws TableUnreadable */
export const sheetsIn = async (bytes: Uint8Array, name: string): Promise<readonly string[]> =>
  isWorkbook(bytes, name) ? namesOfSheets(bytes) : []

export const tables: Tables = { read: readTable }
