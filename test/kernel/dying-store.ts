import type { Collection, CollectionSpec, Document, Store } from '../../core/ports/store.ts'

/** The process is gone: whatever it still tries comes to nothing. */
export class Killed extends Error {
  override name = 'Killed'
}

export interface Dying {
  readonly store: Store
  /** How many writes were asked for so far. */
  writes(): number
}

/** When and how it ends: at which write, and whether that write is still made. */
export interface Death {
  readonly at: number
  readonly written: boolean
  /** The store itself fails for this one write, and the process lives on. */
  readonly fails?: () => Error
}

/** `store` as a process sees it that dies at its `death.at`th write; without one it only counts. */
export const dyingStore = (store: Store, death?: Death): Dying => {
  let writes = 0
  let dead = false
  const write = async <T>(act: () => Promise<T>): Promise<T> => {
    if (dead) throw new Killed('dead already')
    writes++
    if (death === undefined || writes !== death.at) return act()
    if (death.fails !== undefined) throw death.fails()
    dead = true
    if (death.written) await act()
    throw new Killed(`at write ${death.at}`)
  }
  const read = async <T>(act: () => Promise<T>): Promise<T> => {
    if (dead) throw new Killed('dead already')
    return act()
  }
  const wrapped = new Map<string, Collection>()
  const collection = (spec: CollectionSpec): Collection => {
    const real = store.collection<Document>(spec)
    return {
      get: (id) => read(() => real.get(id)),
      page: (query) => read(() => real.page(query)),
      stream: (query) => real.stream(query),
      versions: (where) => read(() => real.versions(where)),
      count: (where) => read(() => real.count(where)),
      groupCount: (where, path) => read(() => real.groupCount(where, path)),
      insert: (document) => write(() => real.insert(document)),
      replace: (document) => write(() => real.replace(document)),
      settle: (id, version) => write(() => real.settle(id, version)),
      delete: (id) => write(() => real.delete(id)),
      claimDue: (now, until, limit) => write(() => real.claimDue(now, until, limit)),
    }
  }
  return {
    writes: () => writes,
    store: {
      collection: <D extends Document>(spec: CollectionSpec) => {
        const made = wrapped.get(spec.name) ?? collection(spec)
        wrapped.set(spec.name, made)
        return made as unknown as Collection<D> // a collection's documents are what its name says
      },
      open: (specs) => store.open(specs),
      close: () => store.close(),
    },
  }
}
