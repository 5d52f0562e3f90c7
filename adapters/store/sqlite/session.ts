import type { CollectionSpec } from '../../../core/ports/store.ts'
import { type ConnectionOptions, connect, type Sql } from './connection.ts'
import { translated } from './faults.ts'
import { prepareSchema } from './schema.ts'
import { type Prepare, preparer } from './statements.ts'
import { type WriteQueue, writeQueue } from './write-queue.ts'

/** An open file. */
export interface Session {
  readonly prepare: Prepare
  readonly queue: WriteQueue
  /** Runs `act`, and tells SQLite's refusals as StoreUnavailable. */
  guarded<T>(act: (session: Session) => T): T
  /** Makes the collection's table and indexes where they are missing. */
  ready(spec: CollectionSpec): void
  /** Writes and removes a row, as a proof that the store takes writes. */
  proveWritable(): Promise<void>
  close(): void
}

/** @throws StoreUnavailable when the file cannot be opened */
export function openSession(options: ConnectionOptions): Session {
  const guard = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      throw translated(options.path, error)
    }
  }
  const sql = guard(() => connect(options))
  const prepare = preparer(sql)
  const queue = writeQueue(sql, options.path)
  const session: Session = {
    prepare,
    queue,
    guarded: (act) => guard(() => act(session)),
    ready: (spec) => guard(() => prepareSchema(sql, spec)),
    proveWritable: async () => {
      guard(() => sql.exec('CREATE TABLE IF NOT EXISTS "~check" (proof INTEGER)'))
      await queue.add(() => {
        prepare('INSERT INTO "~check" VALUES (1)').run()
        prepare('DELETE FROM "~check"').run()
      })
    },
    close: () => {
      queue.close()
      optimize(sql)
      sql.close()
    },
  }
  return session
}

/** Lets SQLite renew what it knows of its indexes. A file that refuses has said so to whoever wrote last. */
function optimize(sql: Sql): void {
  try {
    sql.pragma('optimize')
  } catch {
    // closing goes on
  }
}
