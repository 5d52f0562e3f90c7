import type Database from 'better-sqlite3'
import type { StoredPage } from '../../core/audit/page.ts'
import type { Stored } from '../../core/kernel/record.ts'

/** What somebody can do who has the office's SQLite file, but not its keys. */
export interface Row {
  readonly seq: number
  readonly id: string
  readonly doc: string
}
export interface Rows {
  readonly page: readonly Row[]
  readonly note: readonly Row[]
  readonly visit: readonly Row[]
}

const TABLES = { page: 'audit-page', note: 'note', visit: 'visit' } as const

const allRows = (sql: Database.Database, table: string) =>
  sql.prepare<[], Row>(`SELECT * FROM "${table}" ORDER BY id`).all()

export const rowsOf = (sql: Database.Database): Rows => ({
  page: allRows(sql, TABLES.page),
  note: allRows(sql, TABLES.note),
  visit: allRows(sql, TABLES.visit),
})

export const restore = (sql: Database.Database, rows: Rows): void => {
  for (const [part, table] of Object.entries(TABLES)) {
    sql.exec(`DELETE FROM "${table}"`)
    const put = sql.prepare(
      `INSERT INTO "${table}" (seq, id, version, due, doc) VALUES (@seq, @id, @version, @due, @doc)`,
    )
    for (const row of rows[part as keyof Rows]) put.run(row)
  }
}

/** The indexes and triggers of the tables, but for those that belong to a table's own keys. */
export const schemaOf = (sql: Database.Database) =>
  sql
    .prepare<[], { readonly type: string; readonly name: string }>(
      "SELECT type, name FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND name NOT GLOB '*owner'",
    )
    .all()

export const setDoc = (sql: Database.Database, table: string, seq: number, bytes: Buffer): void => {
  sql.prepare(`UPDATE "${table}" SET doc = CAST(? AS TEXT) WHERE seq = ?`).run(bytes, seq)
}

export const flipped = (doc: string, at: number, bit: number): Buffer => {
  const bytes = Buffer.from(doc)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
  return bytes
}

/** What of a record the audit answers for: all but the keys of its steps, which only tell repeats apart. */
export const audited = (bytes: Buffer): string => {
  try {
    const { id, version, data, history } = JSON.parse(bytes.toString()) as Stored<unknown>
    return JSON.stringify([id, version, data, history.map((step) => [step.version, step.at, step.by, step.did])])
  } catch {
    return 'unreadable'
  }
}

/** `one` with the contents of `two`: all of it, or all but its name and its place. */
export const exchanged = (one: string, two: string, whole: boolean): Buffer => {
  const [mine, theirs] = [JSON.parse(one) as StoredPage, JSON.parse(two) as StoredPage]
  const taken = whole
    ? { ...theirs, id: mine.id }
    : { ...theirs, id: mine.id, data: { ...theirs.data, seq: mine.data.seq } }
  return Buffer.from(JSON.stringify(taken))
}
