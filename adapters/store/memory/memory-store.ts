import { type Collection, type Document, type Store, StoreUnavailable } from '../../../core/ports/store.ts'
import { members } from '../common/path.ts'
import { memoryCollection } from './collection.ts'
import { Documents } from './documents.ts'

/** The documents of a store by collection. */
export type Held = Map<string, Documents>

/**
 * A store in the memory of this process, for what need not outlive it: a year that is only played. Stores that are
 * given the same `held` share their documents.
 */
export function memoryStore(held: Held = new Map()): Store {
  const collections = new Map<string, Collection>()
  let closed = false

  return {
    collection: <D extends Document>(spec: Parameters<Store['collection']>[0]) => {
      const known = collections.get(spec.name)
      if (known !== undefined) return known as unknown as Collection<D> // a collection's documents are what its name says
      members(spec.name)
      const documents = held.get(spec.name) ?? new Documents()
      held.set(spec.name, documents)
      documents.declare(spec)
      const made = memoryCollection<D>(spec, () => {
        if (closed) throw new StoreUnavailable('The store in memory is closed.')
        return documents
      })
      collections.set(spec.name, made as unknown as Collection)
      return made
    },
    open: async () => {},
    close: async () => {
      closed = true
    },
  }
}
