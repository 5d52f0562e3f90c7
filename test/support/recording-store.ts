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
  /** For how long at least one write was on its way, in milliseconds. */
  readonly writing: number
  /** Begins anew. */
  forget(): void
}

/** A store that remembers every write, so that the same writes can be made again without anything around them. */
export const recordingStore = (store: Store): RecordingStore => {
  let writes: Write[] = []
  let reads = 0
  let writing = 0
  let onTheirWay = 0
  let since = 0
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
    get writing() {
      return writing
    },
    forget: () => {
      writes = []
      reads = 0
      writing = 0
    },
    open: (specs) => store.open(specs),
    close: () => store.close(),
    collection: <D extends Document>(spec: CollectionSpec): Collection<D> => {
      const inner = store.collection<D>(spec)
      const noted = async <T>(act: (raw: Collection<Document>) => Promise<T>): Promise<T> => {
        writes.push({ collection: spec, act })
        if (onTheirWay++ === 0) since = performance.now()
        try {
          return await act(inner as unknown as Collection<Document>) // only ever given documents of its own
        } finally {
          if (--onTheirWay === 0) writing += performance.now() - since
        }
      }
      return {
        get: (id) => read(inner.get(id)),
        page: (query) => read(inner.page(query)),
        stream: (query) => read(inner.stream(query)),
        versions: (where) => read(inner.versions(where)),
        count: (where) => read(inner.count(where)),
        groupCount: (where, path) => read(inner.groupCount(where, path)),
        insert: (document) => noted((raw) => raw.insert(document)),
        replace: (document) => noted((raw) => raw.replace(document)),
        settle: (id, version) => noted((raw) => raw.settle(id, version)),
        delete: (id) => noted((raw) => raw.delete(id)),
        claimDue: (now, until, limit) => inner.claimDue(now, until, limit),
      }
    },
  }
}
