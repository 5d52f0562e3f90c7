import type { Cell, CellValue, Workbook, Worksheet } from 'exceljs'
import { type TableNotice, TableUnreadable } from '../../core/ports/tables.ts'
import { refuseUnfit } from './fit.ts'
import { type GridRow, MOST } from './grid.ts'
import { momentSeen, numberSeen } from './seen.ts'

interface Sheet {
  readonly rows: readonly GridRow[]
  /** Columns by number, from 0. */
  readonly notices: readonly TableNotice[]
}

interface Sheets {
  /** The sheets with anything in them, as they are called. */
  readonly names: readonly string[]
  /** The rows of the sheet named, else of the first that isn't hidden. @throws TableUnreadable */
  read(wanted?: string): Sheet
}

/** A workbook, unpacked once for all its sheets. @throws TableUnreadable */
export const sheetsOf = async (bytes: Uint8Array): Promise<Sheets> => {
  const workbook = await load(bytes)
  return {
    names: workbook.worksheets.flatMap((sheet) => (sheet.actualRowCount > 0 ? [sheet.name] : [])),
    read: (wanted) => sheetIn(workbook, wanted),
  }
}

const sheetIn = (workbook: Workbook, wanted: string | undefined): Sheet => {
  const visible = workbook.worksheets.filter((sheet) => sheet.state === 'visible')
  const sheet = wanted === undefined ? visible[0] : workbook.worksheets.find(({ name }) => name === wanted)
  if (sheet === undefined) {
    const sheets = workbook.worksheets.map(({ name }) => name).join('、')
    throw new TableUnreadable('no-sheet', { sheet: wanted ?? '', sheets })
  }
  if (sheet.actualRowCount > MOST.rows + 10) throw new TableUnreadable('too-large', MOST)
  const others = wanted === undefined && visible.some((other) => other !== sheet && other.actualRowCount > 0)
  const { rows, notices } = cellsOf(sheet)
  return { rows, notices: others ? [{ line: 0, column: sheet.name, kind: 'sheets-ignored' }, ...notices] : notices }
}

/** The library is large: only who hands in a workbook waits for it. */
const load = async (bytes: Uint8Array): Promise<Workbook> => {
  refuseUnfit(bytes)
  const { default: exceljs } = await import('exceljs')
  await knowChineseFormats()
  const workbook = new exceljs.Workbook()
  try {
    // The library makes every cell that a name or a validation stands for, though it were the whole sheet: neither says anything.
    Object.defineProperty(workbook.definedNames, 'model', { value: [], writable: true })
    const copy = bytes.slice()
    await workbook.xlsx.load(copy.buffer, { ignoreNodes: ['dataValidations'] })
    return workbook
  } catch {
    throw new TableUnreadable('broken', { line: 1 })
  }
}

/**
 * A program in Chinese writes 2022年5月1日 by the number of its format alone, which means something else elsewhere. The
 * library knows what, and takes no heed of it: a day would arrive as a number.
 */
const knowChineseFormats = async (): Promise<void> => {
  const { default: formats } = await import('exceljs/lib/xlsx/defaultnumformats.js')
  for (const format of Object.values(formats)) {
    const chinese = format['zh-cn']
    if (chinese !== undefined) format.f ??= chinese
  }
}

const cellsOf = (sheet: Worksheet): Sheet => {
  const rows: GridRow[] = []
  const notices: TableNotice[] = []
  sheet.eachRow((row, line) => {
    const cells: string[] = []
    row.eachCell({ includeEmpty: false }, (cell, number) => {
      if (number > MOST.columns) throw new TableUnreadable('too-large', MOST)
      const notice = (kind: TableNotice['kind']) => void notices.push({ line, column: String(number - 1), kind })
      cells[number - 1] = textOf(cell, notice)
    })
    rows.push({ line, cells: Array.from(cells, (cell) => cell ?? '') })
  })
  return { rows, notices }
}

type Notify = (kind: TableNotice['kind']) => void

/** A cell merged over several rows counts for each of them; over several columns, only for the first. */
const textOf = (cell: Cell, notice: Notify): string => {
  if (!cell.isMerged) return text(cell.value, cell.numFmt, notice)
  if (cell.master.col !== cell.col) return ''
  if (cell.master.row !== cell.row) notice('merged')
  return text(cell.master.value, cell.master.numFmt, notice)
}

const text = (value: CellValue, format: string | undefined, notice: Notify): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberSeen(value, format)
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : momentSeen(value, format)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('error' in value) {
    notice('error-value')
    return ''
  }
  if ('hyperlink' in value) return text(value.text as CellValue, format, notice) // may be rich text inside
  if ('formula' in value || 'sharedFormula' in value) {
    notice('formula')
    return text(value.result ?? null, format, notice)
  }
  return ''
}
