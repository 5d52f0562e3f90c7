import { createWriteStream, type WriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvWriter } from '../../adapters/tables/write-csv.ts'
import { writeWorkbook } from '../../adapters/tables/write-workbook.ts'
import { OWNER_ONLY } from './out-file.ts'

export const FORMATS = ['csv', 'xlsx', 'jsonl'] as const
type Format = (typeof FORMATS)[number]
type Cell = string | number | boolean

/** `table` gives the rows as people read them. */
export const writeRows = async <T>(
  file: string,
  format: Format,
  title: string,
  rows: AsyncIterable<T>,
  table: (rows: AsyncIterable<T>) => AsyncIterable<readonly Cell[]>,
): Promise<void> => {
  if (format === 'jsonl') return writeLines(file, rows)
  await drafted(file, (out) =>
    format === 'csv' ? pipeline(Readable.from(table(rows)), csvWriter(), out) : writeWorkbook(out, title, table(rows)),
  )
}

/** One JSON value a line. */
export const writeLines = (file: string, rows: AsyncIterable<unknown>): Promise<void> =>
  drafted(file, (out) => pipeline(Readable.from(lines(rows)), out))

/** Into a draft beside it first: what bears the name of the file is whole. */
const drafted = async (file: string, write: (out: WriteStream) => Promise<void>): Promise<void> => {
  const draft = `${file}.part`
  const out = createWriteStream(draft, { mode: OWNER_ONLY })
  try {
    await write(out)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function* lines(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}
