import Database from 'better-sqlite3'
import { StoreUnavailable } from '../../../core/ports/store.ts'

/** What went wrong by the start of SQLite's code, and what the operator can do about it. */
const cures: readonly (readonly [code: string, happened: string, cure: string])[] = [
  ['SQLITE_FULL', 'the disk is full', 'Free some space; nothing else has to be done.'],
  ['SQLITE_READONLY', 'the file or its folder is read-only', 'Let the user that runs the program write to both.'],
  ['SQLITE_PERM', 'the file may not be used', 'Let the user that runs the program read and write it.'],
  [
    'SQLITE_CANTOPEN',
    'the file cannot be opened',
    'Let the user that runs the program read and write it and its folder.',
  ],
  ['SQLITE_NOTADB', 'the file is not an SQLite database', 'Name another file, or restore this one from a backup.'],
  ['SQLITE_CORRUPT', 'the file is damaged', 'Stop the program and restore the file from a backup.'],
  ['SQLITE_IOERR', 'the disk reported an error', 'Look at the disk; restore the file from a backup if it is damaged.'],
  ['SQLITE_BUSY', 'another program holds the file', 'End the other program, or wait until it is done.'],
  ['SQLITE_LOCKED', 'another program holds the file', 'End the other program, or wait until it is done.'],
  ['SQLITE_PROTOCOL', 'another program holds the file', 'End the other program, or wait until it is done.'],
  ['SQLITE_NOMEM', 'memory is used up', 'Give the program more memory.'],
  ['SQLITE_TOOBIG', 'a value is too large', 'Write less at once.'],
]

/** The error to throw for `error`: StoreUnavailable with its cure where SQLite or the system refused, else itself. */
export function translated(path: string, error: unknown): unknown {
  if (error instanceof StoreUnavailable) return error
  const code = codeOf(error)
  const known = cures.find(([start]) => code.startsWith(start))
  if (known) return unavailable(path, known[1], known[2], error)
  if (/^E[A-Z]+$/.test(code)) {
    return unavailable(path, `its folder cannot be made or used (${code})`, 'Make the folder, or name another.', error)
  }
  return error
}

/** Whether the disk, or the size allowed to the file, was used up. */
export const isFull = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_FULL')

export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY')

/** The unique index, or `TABLE.id`, that a write would have broken. */
export function brokenKey(error: unknown): string | undefined {
  if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_CONSTRAINT')) return undefined
  return /^UNIQUE constraint failed: (?:index '(.*)'|(.*))$/s.exec(error.message)?.slice(1).find(Boolean)
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}

const unavailable = (path: string, happened: string, cure: string, cause: unknown): StoreUnavailable =>
  new StoreUnavailable(`The store ${path} (DATABASE_URL) cannot be used: ${happened}. ${cure}`, { cause })
