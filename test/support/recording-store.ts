import type { Collection, CollectionSpec, Document, Store } from '../../core/ports/store.ts'

/** One write as it went to the store. */
export interface Write {
  readonly collection: CollectionSpec
  readonly act: (collection: Collection<Document>) => Promise<unknown>
}

export interface RecordingStore extends Store {
  /** In the order in which they were asked for. */
  readonly writes: readonly Write[]
  /** How many questions were asked. */
  readonly reads: number
  /** How long the writes took where they were asked for, in milliseconds. */
  readonly took: number
  /** Begins anew. */
  forget(): void
}

/** A store that remembers every write, so that the same writes can be made again without anything around them. */
export const recordingStore = (store: Store): RecordingStore => {
  let writes: Write[] = []
  let reads = 0
  let took = 0
  const read = <T>(answer: T): T => {
    reads++
    return answer
  }
  return {
    get writes() {
      return writes
    },
    get reads() {
      return reads
    },
    get took() {
      return took
    },
    forget: () => {
      writes = []
      reads = 0
      took = 0
    },
    open: (specs) => store.open(specs),
    close: () => store.close(),
    collection: <D extends Document>(spec: CollectionSpec): Collection<D> => {
      const inner = store.collection<D>(spec)
      const noted = async <T>(
        act: (collection: Collection<Document>) => Promise<unknown>,
        write: () => Promise<T>,
      ): Promise<T> => {
        writes.push({ collection: spec, act })
        const begun = performance.now()
        try {
          return await write()
        } finally {
          took += performance.now() - begun
        }
      }
      return {
        get: (id) => read(inner.get(id)),
        page: (query) => read(inner.page(query)),
        stream: (query) => read(inner.stream(query)),
        versions: (where) => read(inner.versions(where)),
        count: (where) => read(inner.count(where)),
        groupCount: (where, path) => read(inner.groupCount(where, path)),
        insert: (document) =>
          noted(
            (raw) => raw.insert(document),
            () => inner.insert(document),
          ),
        replace: (document) =>
          noted(
            (raw) => raw.replace(document),
            () => inner.replace(document),
          ),
        settle: (id, version) =>
          noted(
            (raw) => raw.settle(id, version),
            () => inner.settle(id, version),
          ),
        delete: (id) =>
          noted(
            (raw) => raw.delete(id),
            () => inner.delete(id),
          ),
        claimDue: (now, until, limit) => inner.claimDue(now, until, limit),
      }
    },
  }
}
