import { DuplicateKey, StoreUnavailable } from '../../../core/ports/store.ts'
import type { Sql } from './connection.ts'
import { isFull, translated } from './faults.ts'
import { type LogFile, logFile } from './log-file.ts'

export interface WriteOptions {
  /**
   * Whether a power cut may undo it as long as no later write was kept. Only for what is done again without harm;
   * it saves waiting for the disk. A killed process undoes nothing either way.
   */
  readonly repeatable?: boolean
}

export interface WriteQueue {
  /** Runs `write` in the next commit and resolves when that commit is on the disk. DuplicateKey refuses it alone. */
  add<T>(write: () => T, options?: WriteOptions): Promise<T>
  /** Commits what is waiting, and returns when it is on the disk. */
  close(): void
}

interface Waiting {
  readonly repeatable: boolean
  /** Runs the write; gives what tells its caller, to be called after the commit. */
  readonly run: () => () => void
  readonly refuse: (error: unknown) => void
}

const mostInOneCommit = 256

/**
 * Gathers the writes of one turn of the event loop into one commit. The wait for the disk goes on beside the event
 * loop, and the commits made meanwhile share the next.
 */
export function writeQueue(sql: Sql, path: string, openLog: (path: string) => LogFile = logFile): WriteQueue {
  const begin = sql.prepare('BEGIN IMMEDIATE')
  const commit = sql.prepare('COMMIT')
  const rollback = sql.prepare('ROLLBACK')
  const changes = sql.prepare('SELECT total_changes()').pluck()
  let waiting: Waiting[] = []
  let scheduled: NodeJS.Immediate | undefined
  let log: LogFile | undefined

  /** From the first change on, which SQLite itself waited for, so that the log has its place in the folder. */
  const takeOver = (): void => {
    if (path === ':memory:' || changes.get() === 0) return
    try {
      log = openLog(path)
      sql.pragma('synchronous = NORMAL')
    } catch {
      // SQLite goes on waiting by itself.
    }
  }

  const commitAll = (batch: readonly Waiting[]): void => {
    try {
      begin.run()
      const tell = batch.map((write) => write.run())
      commit.run()
      const kept = (): void => {
        for (const told of tell) told()
      }
      const lost = (error: unknown): void => {
        for (const write of batch) write.refuse(translated(path, error))
      }
      if (log !== undefined && batch.some((write) => !write.repeatable)) log.wait({ kept, lost })
      else kept()
      if (log === undefined) takeOver()
    } catch (error) {
      if (sql.open && sql.inTransaction) rollback.run()
      if (batch.length > 1 && isFull(error)) for (const write of batch) commitAll([write])
      else for (const write of batch) write.refuse(translated(path, error))
    }
  }

  const flush = (): void => {
    clearImmediate(scheduled)
    scheduled = undefined
    const all = waiting
    waiting = []
    for (let from = 0; from < all.length; from += mostInOneCommit) commitAll(all.slice(from, from + mostInOneCommit))
  }

  return {
    close: () => {
      flush()
      log?.close()
    },
    add: (write, { repeatable = false } = {}) =>
      new Promise((resolve, reject) => {
        if (!sql.open) return reject(new StoreUnavailable(`The store ${path} is closed.`))
        const run = (): (() => void) => {
          try {
            const outcome = write()
            return () => resolve(outcome)
          } catch (error) {
            if (!(error instanceof DuplicateKey)) throw error
            return () => reject(error)
          }
        }
        waiting.push({ repeatable, run, refuse: reject })
        scheduled ??= setImmediate(flush)
      }),
  }
}
