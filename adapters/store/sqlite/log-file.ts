import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'

/** Who waits until what they wrote survives a power cut. */
interface Waiting {
  readonly kept: () => void
  readonly lost: (error: unknown) => void
}

/** Waits for the disk beside the event loop. */
export interface LogFile {
  /** Tells when everything committed so far is on the disk, or that it never will be known to be. */
  wait(waiting: Waiting): void
  /** Waits here and now for whatever is waited for, and lets the file go. Once closed, it does nothing. */
  close(): void
}

type Sync = (file: number, done: (error: unknown) => void) => void
type SyncNow = (file: number) => void

/**
 * The write-ahead log beside the file at `path`, which must be there. One wait at a time: all commits share it that
 * were made before it began. After one that failed nobody knows what the disk holds, so all later ones fail too.
 * @throws Error of the system where the log can't be opened
 */
export function logFile(path: string, sync: Sync = fdatasync, syncNow: SyncNow = fdatasyncSync): LogFile {
  const file = openSync(`${path}-wal`, 'r+')
  let next: Waiting[] = []
  let current: readonly Waiting[] | undefined
  let broken: { readonly error: unknown } | undefined
  let closed = false

  const tell = (all: readonly Waiting[]): void => {
    for (const { kept, lost } of all) {
      if (broken === undefined) kept()
      else lost(broken.error)
    }
  }

  const begin = (): void => {
    current = next
    next = []
    sync(file, (error) => {
      const waited = current ?? []
      current = undefined
      if (error) broken ??= failure(error)
      tell(waited)
      if (closed) closeSync(file)
      else if (next.length > 0) begin()
    })
  }

  return {
    wait: (waiting) => {
      if (broken !== undefined) return waiting.lost(broken.error)
      next.push(waiting)
      if (current === undefined) begin()
    },
    close: () => {
      // A second time its number may be another file's.
      if (closed) return
      closed = true
      const all = [...(current ?? []), ...next]
      next = []
      try {
        if (all.length > 0) syncNow(file)
      } catch (error) {
        broken ??= failure(error)
      }
      tell(all)
      if (current === undefined) closeSync(file)
    },
  }
}

/** As SQLite calls it when the disk refuses to keep something. */
const failure = (cause: unknown) => ({
  error: Object.assign(new Error('the log is not on the disk', { cause }), { code: 'SQLITE_IOERR_FSYNC' }),
})
