import type { Collection, CollectionSpec, Document, Store } from '../../core/ports/store.ts'

/** `store`, which refuses one write when it is told to: the one after so many more. */
export const refusingStore = (store: Store, why: () => Error) => {
  let left: number | undefined
  const write = async <T>(act: () => Promise<T>): Promise<T> => {
    if (left === 0) {
      left = undefined
      throw why()
    }
    if (left !== undefined) left--
    return act()
  }
  const wrapped = new Map<string, Collection>()
  const wrap = (spec: CollectionSpec): Collection => {
    const real = store.collection<Document>(spec)
    return {
      ...real,
      insert: (document) => write(() => real.insert(document)),
      replace: (document) => write(() => real.replace(document)),
      settle: (id, version) => write(() => real.settle(id, version)),
      delete: (id) => write(() => real.delete(id)),
    }
  }
  return {
    /** Refuses the write after `count` more; none, when undefined. */
    refuseAfter: (count: number | undefined): void => {
      left = count
    },
    store: {
      collection: <D extends Document>(spec: CollectionSpec) => {
        const made = wrapped.get(spec.name) ?? wrap(spec)
        wrapped.set(spec.name, made)
        return made as unknown as Collection<D> // a collection's documents are what its name says
      },
      open: (specs) => store.open(specs),
      close: () => store.close(),
    } satisfies Store,
  }
}
