import type { Writable } from 'node:stream'

type Row = readonly (string | number | boolean)[]

/** What a cell of a workbook can hold, in UTF-16 units. */
const MOST_IN_A_CELL = 32_767
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML can't carry
const UNFIT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/**
 * Writes rows as the one sheet of a workbook into `stream`, the first of them as headings that stay in sight; in flat
 * memory. Texts are written as texts, so that nobody's words are ever computed.
 */
export const writeWorkbook = async (stream: Writable, sheet: string, rows: AsyncIterable<Row>): Promise<void> => {
  // The library is large: only who writes a workbook waits for it.
  const { default: excel } = await import('exceljs')
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  const written = book.addWorksheet(sheet, { views: [{ state: 'frozen', ySplit: 1 }] })
  let first = true
  for await (const row of rows) {
    const line = written.addRow(row.map((cell) => (typeof cell === 'string' ? storable(cell) : cell)))
    if (first) line.font = { bold: true }
    first = false
    line.commit()
    // Lets the stream take what is written before there is more.
    if (stream.writableNeedDrain) await new Promise((resolve) => stream.once('drain', resolve))
  }
  written.commit()
  await book.commit()
}

const storable = (text: string): string => {
  const clean = text.toWellFormed().replace(UNFIT, '')
  return clean.length > MOST_IN_A_CELL ? `${clean.slice(0, MOST_IN_A_CELL - 1)}…` : clean
}
