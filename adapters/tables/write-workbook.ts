import { PassThrough, type Writable } from 'node:stream'
import type Excel from 'exceljs'
import type { Sheet } from '../../core/ports/printer.ts'
import { halves } from './width.ts'

type Row = readonly (string | number | boolean)[]

/** The same in every workbook, and the earliest that an archive can tell: a date would make two of the same differ. */
const NO_DATE = new Date('1980-01-01T00:00:00.000Z')

/** What a cell of a workbook can hold, in UTF-16 units. */
const MOST_IN_A_CELL = 32_767
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML can't carry
const UNFIT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/** The widths of columns go before the rows, which are not all in memory: they fit so many of the first. */
const LOOKED_AT = 500
/** In half-width characters; what is longer goes on in the next line of its cell. */
const WIDEST = 48
const NARROWEST = 6
/** Printed, a sheet is as wide as its page and as long as it has to be. */
const A4_ACROSS = { paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 } as const

/**
 * Writes rows as the one sheet of a workbook into `stream`, the first of them as headings that stay in sight; in flat
 * memory. Texts are written as texts, so that nobody's words are ever computed. The same rows give the same bytes.
 */
export const writeWorkbook = async (stream: Writable, sheet: string, rows: AsyncIterable<Row>): Promise<void> =>
  writeSheets(stream, [{ name: sheet, rows }])

/** Sheets as a workbook in memory, for tables that fit there. */
export const workbookOf = async (sheets: readonly Sheet[]): Promise<Uint8Array> => {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  await writeSheets(
    stream,
    sheets.map(({ name, columns, rows }) => ({ name, rows: inOrder([columns, ...rows]) })),
  )
  return new Uint8Array(Buffer.concat(chunks))
}

async function* inOrder(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows
}

interface Written {
  readonly name: string
  readonly rows: AsyncIterable<Row>
}

const writeSheets = async (stream: Writable, sheets: readonly Written[]): Promise<void> => {
  // The library is large: only who writes a workbook waits for it.
  const { default: excel } = await import('exceljs')
  const options = { stream, useStyles: true, useSharedStrings: false, created: NO_DATE, modified: NO_DATE }
  const book = undated(excel.stream.xlsx.WorkbookWriter, options)
  for (const { name, rows } of sheets) {
    const sheet = book.addWorksheet(sheetName(name), {
      views: [{ state: 'frozen', ySplit: 1 }],
      pageSetup: A4_ACROSS,
    })
    const { first, all } = await lookAhead(rows, LOOKED_AT)
    sheet.columns = widthsOf(first).map((width) => ({
      width,
      style: { alignment: { wrapText: true, vertical: 'top' } },
    }))
    let isHeading = true
    for await (const row of all) {
      const line = sheet.addRow(row.map((cell) => (typeof cell === 'string' ? storable(cell) : cell)))
      if (isHeading) line.font = { bold: true }
      isHeading = false
      line.commit()
      // Lets the stream take what is written before there is more.
      if (stream.writableNeedDrain) await new Promise((resolve) => stream.once('drain', resolve))
    }
    sheet.commit()
  }
  await book.commit()
}

/** The first rows at once, and all of them one after the other. */
const lookAhead = async (
  rows: AsyncIterable<Row>,
  count: number,
): Promise<{ readonly first: readonly Row[]; readonly all: AsyncGenerator<Row> }> => {
  const rest = rows[Symbol.asyncIterator]()
  const first: Row[] = []
  while (first.length < count) {
    const { done, value } = await rest.next()
    if (done === true) break
    first.push(value)
  }
  const all = async function* () {
    yield* first
    yield* { [Symbol.asyncIterator]: () => rest }
  }
  return { first, all: all() }
}

/** As wide as the widest line of each column, and a little room. */
const widthsOf = (rows: readonly Row[]): readonly number[] => {
  const widths: number[] = []
  for (const row of rows) {
    for (const [n, cell] of row.entries()) {
      const widest = Math.max(...String(cell).split('\n').map(halves))
      widths[n] = Math.max(widths[n] ?? NARROWEST, Math.min(widest + 2, WIDEST))
    }
  }
  return widths
}

type Writer = InstanceType<typeof Excel.stream.xlsx.WorkbookWriter>
type WriterOf = new (options: Partial<Excel.stream.xlsx.WorkbookStreamWriterOptions>) => Writer

/**
 * The archive dates every part with the present moment unless it is told another, and the library has no way to say
 * so: the first thing that it does with a new archive is to add the themes.
 */
const undated = (Workbook: WriterOf, options: Partial<Excel.stream.xlsx.WorkbookStreamWriterOptions>): Writer => {
  // Not in the library's types, but how it is made: a test fails should it ever be made otherwise.
  const made = Workbook as unknown as new (
    given: object,
  ) => Writer & {
    zip: { append(source: unknown, data: object): unknown }
  }
  class Undated extends made {
    override addThemes(): Promise<void> {
      const append = this.zip.append.bind(this.zip)
      this.zip.append = (source, data) => append(source, { ...data, date: NO_DATE })
      return super.addThemes()
    }
  }
  return new Undated(options)
}

/** What a spreadsheet program takes as the name of a sheet. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

const storable = (text: string): string => {
  const clean = text.toWellFormed().replace(UNFIT, '')
  return clean.length > MOST_IN_A_CELL ? `${clean.slice(0, MOST_IN_A_CELL - 1)}…` : clean
}
