import { type Collection, type Document, type Store, StoreUnavailable } from '../../../core/ports/store.ts'
import { mongoCollection } from './collection.ts'
import { type MongoStoreOptions, openSession, type Session } from './session.ts'

export type { MongoStoreOptions }

/**
 * A store on MongoDB or a service that speaks its protocol, for several workers and machines. The server is sought
 * when it is first needed; `open` does so at once and proves that it takes writes.
 */
export function mongoStore(options: MongoStoreOptions): Store {
  let session: Session | undefined
  let closed = false
  const collections = new Map<string, Collection>()

  const opened = (): Session => {
    if (closed) throw new StoreUnavailable('The store is closed.')
    session ??= openSession(options)
    return session
  }

  return {
    collection: <D extends Document>(spec: Parameters<Store['collection']>[0]) => {
      const made =
        collections.get(spec.name) ?? mongoCollection<Document>(spec, async (act) => opened().using(spec)(act))
      collections.set(spec.name, made)
      return made as unknown as Collection<D> // a collection's documents are what its name says
    },
    open: async (specs) => {
      const open = opened()
      await open.proveWritable()
      for (const spec of specs) await open.using(spec)(async () => undefined)
    },
    close: async () => {
      closed = true
      await session?.close()
    },
  }
}
