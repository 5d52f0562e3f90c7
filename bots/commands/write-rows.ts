import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvWriter } from '../../adapters/tables/write-csv.ts'
import { writeWorkbook } from '../../adapters/tables/write-workbook.ts'
import { OWNER_ONLY } from './out-file.ts'

export const FORMATS = ['csv', 'xlsx', 'jsonl'] as const
type Format = (typeof FORMATS)[number]
type Cell = string | number | boolean

/** Into a draft beside it first: what bears the name of the file is whole. `table` gives the rows as people read them. */
export const writeRows = async <T>(
  file: string,
  format: Format,
  title: string,
  rows: AsyncIterable<T>,
  table: (rows: AsyncIterable<T>) => AsyncIterable<readonly Cell[]>,
): Promise<void> => {
  const draft = `${file}.part`
  const out = createWriteStream(draft, { mode: OWNER_ONLY })
  try {
    if (format === 'jsonl') await pipeline(Readable.from(lines(rows)), out)
    else if (format === 'csv') await pipeline(Readable.from(table(rows)), csvWriter(), out)
    else await writeWorkbook(out, title, table(rows))
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function* lines(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}
