import {
  type Collection,
  type CollectionSpec,
  type Document,
  type Store,
  StoreUnavailable,
} from '../../../core/ports/store.ts'
import { sqliteCollection } from './collection.ts'
import type { ConnectionOptions } from './connection.ts'
import { openSession, type Session } from './session.ts'

export type SqliteStoreOptions = ConnectionOptions

/**
 * A store in one SQLite file, which several programs of one machine may use together. The file is opened when it is
 * first needed; `open` does so at once and proves that it takes writes.
 */
export function sqliteStore(options: SqliteStoreOptions): Store {
  let session: Session | undefined
  let closed = false
  const collections = new Map<string, Collection>()
  const ready = new Set<string>()

  const opened = (): Session => {
    if (closed) throw new StoreUnavailable(`The store ${options.path} is closed.`)
    session ??= openSession(options)
    return session
  }

  const openedFor = (spec: CollectionSpec): Session => {
    const open = opened()
    if (!ready.has(spec.name)) {
      open.ready(spec)
      ready.add(spec.name)
    }
    return open
  }

  return {
    collection: <D extends Document>(spec: CollectionSpec) => {
      const made = collections.get(spec.name) ?? sqliteCollection<Document>(spec, () => openedFor(spec))
      collections.set(spec.name, made)
      return made as unknown as Collection<D> // a collection's documents are what its name says
    },
    open: async (specs) => {
      const open = opened()
      for (const spec of specs) openedFor(spec)
      await open.proveWritable()
    },
    close: async () => {
      closed = true
      session?.close()
    },
  }
}
