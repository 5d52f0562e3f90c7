import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { isBusy } from './faults.ts'

export type Sql = Database.Database

/** What SQLite binds and gives back here. */
export type Value = string | number | null

export interface ConnectionOptions {
  /** The file, made with its folder if missing; `:memory:` keeps nothing. */
  readonly path: string
  /** How long to wait for another program's write. Default: 10 s. */
  readonly busyMs?: number
  /** The largest size of the file in pages of 4 KiB; for tests of a full disk. */
  readonly maxPages?: number
}

/** Opens the file so that a commit survives a power cut, and readers never wait for writers. */
export function connect({ path, busyMs = 10_000, maxPages }: ConnectionOptions): Sql {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const sql = new Database(path, { timeout: busyMs })
  try {
    patiently(busyMs, () => sql.pragma('journal_mode = WAL'))
    sql.pragma('synchronous = FULL')
    // What is deleted is gone from the file too, not only from the records.
    sql.pragma('secure_delete = ON')
    sql.pragma('journal_size_limit = 67108864')
    if (maxPages !== undefined) sql.pragma(`max_page_count = ${Math.floor(maxPages)}`)
    return sql
  } catch (error) {
    sql.close()
    throw error
  }
}

/** Switching to WAL answers "busy" at once, without waiting, when two programs make the file together. */
function patiently(forMs: number, act: () => void): void {
  const pauseMs = 20
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; ; waited += pauseMs) {
    try {
      act()
      return
    } catch (error) {
      if (!isBusy(error) || waited >= forMs) throw error
      Atomics.wait(pause, 0, 0, pauseMs)
    }
  }
}
