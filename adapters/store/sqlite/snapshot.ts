import Database from 'better-sqlite3'
import { translated } from './faults.ts'

/**
 * Writes the file at `path`, as it stands at one moment, to `copy`, while other programs go on writing.
 * @throws StoreUnavailable
 */
export const snapshot = (path: string, copy: string): void => {
  try {
    const sql = new Database(path, { fileMustExist: true, timeout: 10_000 })
    try {
      sql.prepare('VACUUM INTO ?').run(copy)
    } finally {
      sql.close()
    }
  } catch (error) {
    throw translated(path, error)
  }
}
