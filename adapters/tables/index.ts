/** Reads the spreadsheets and CSV files that offices hand in. */
import { type Table, type Tables, TableUnreadable } from '../../core/ports/tables.ts'
import { readCsv } from './csv.ts'
import { MOST, tableFrom } from './grid.ts'
import { sheetsOf } from './workbook.ts'

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

/** A workbook that was opened: its sheets with anything in them, and each as a table. */
export interface OpenWorkbook {
  readonly names: readonly string[]
  /** The sheet named, else the first that isn't hidden. @throws TableUnreadable */
  read(sheet?: string): Table
}

/** Opens a workbook once, however many of its sheets are read; undefined where the file is none. @throws TableUnreadable */
export const openWorkbook = async (bytes: Uint8Array, name: string): Promise<OpenWorkbook | undefined> => {
  if (!isWorkbook(bytes, name)) return undefined
  const sheets = await sheetsOf(bytes)
  return {
    names: sheets.names,
    read: (sheet) => {
      const { rows, notices } = sheets.read(sheet)
      return tableFrom(name, rows, notices)
    },
  }
}

/**
 * A file as a table: what it is says its beginning, not its name, except that a name of a workbook with macros is
 * believed. `sheet` names a workbook's sheet. @throws TableUnreadable
 */
export const readTable = async (bytes: Uint8Array, name: string, sheet?: string): Promise<Table> =>
  (await openWorkbook(bytes, name))?.read(sheet) ?? tableFrom(name, readCsv(bytes))

export const tables: Tables = { read: readTable }
