import { z } from 'zod'
import { type RecordOf, record } from '../../kernel/record.ts'
import { PlannedRow } from './planned.ts'

export const ImportKind = z.enum(['units', 'posts', 'people'])

const Said = z.strictObject({
  row: z.number(),
  column: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
})

/** What a file did, or would do. */
export const ImportResult = z.strictObject({
  kind: ImportKind,
  applied: z.boolean(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  /** Rows without any text. */
  skipped: z.number(),
  /** How many faults there are; `faults` shows at most a thousand of them. */
  faultCount: z.number(),
  faults: z.array(Said),
  notices: z.array(Said),
})
export type ImportResult = z.infer<typeof ImportResult>

/** An accepted file: from this commit on its rows are put into their records, whatever crashes. */
export const Import = record('import', {
  prefix: 'm',
  schema: z.strictObject({
    source: z.string(),
    result: ImportResult,
    chunks: z.array(z.string()),
    /** Of all accepted rows, so that the audit of this record stands for theirs. */
    digest: z.string(),
  }),
})
export type Import = RecordOf<typeof Import>

/** Up to `ROWS_A_CHUNK` accepted rows; staged before the import is accepted, put into their records afterwards. */
export const ImportChunk = record('import-chunk', {
  prefix: 'k',
  schema: z.strictObject({
    kind: ImportKind,
    state: z.enum(['staged', 'applied']),
    rows: z.array(PlannedRow),
  }),
})
export type ImportChunk = RecordOf<typeof ImportChunk>

const ROWS_A_CHUNK = 500
/** In UTF-16 units of JSON: the rows stand in the chunk twice while they are put, and a document has its bounds. */
const LENGTH_A_CHUNK = 150_000

/** The rows in portions that fit into a record. */
export const portions = (rows: readonly PlannedRow[]): readonly (readonly PlannedRow[])[] => {
  const all: PlannedRow[][] = []
  let length = 0
  for (const row of rows) {
    const own = JSON.stringify(row).length
    const last = all.at(-1)
    if (last === undefined || last.length >= ROWS_A_CHUNK || length + own > LENGTH_A_CHUNK) {
      all.push([row])
      length = own
    } else {
      last.push(row)
      length += own
    }
  }
  return all
}
