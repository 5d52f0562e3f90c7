import type { Assistant } from '../../core/ports/assistant.ts'
import type { Collection, Document, Store } from '../../core/ports/store.ts'

/** Where the time of something went: milliseconds and how often, by name. Parts that wait beside each other all count. */
export class Meter {
  private readonly parts = new Map<string, { milliseconds: number; times: number }>()

  async measure<T>(part: string, act: () => Promise<T>): Promise<T> {
    const begun = performance.now()
    try {
      return await act()
    } finally {
      const known = this.parts.get(part) ?? { milliseconds: 0, times: 0 }
      known.milliseconds += performance.now() - begun
      known.times++
      this.parts.set(part, known)
    }
  }

  /** The slowest first. */
  slowest(): readonly { readonly part: string; readonly milliseconds: number; readonly times: number }[] {
    return [...this.parts].map(([part, each]) => ({ part, ...each })).sort((a, b) => b.milliseconds - a.milliseconds)
  }
}

export const measuredAssistant = (assistant: Assistant, meter: Meter): Assistant => ({
  classify: (text) => meter.measure('classify', () => assistant.classify(text)),
  extract: (text) => meter.measure('extract', () => assistant.extract(text)),
})

/** The same store; reads, commits, and marks of work that was done are told apart. */
export const measuredStore = (store: Store, meter: Meter): Store => {
  const known = new Map<string, Collection>()
  const measured = <D extends Document>(name: string, inner: Collection<D>): Collection<D> => ({
    get: (id) => meter.measure(`read ${name}`, () => inner.get(id)),
    page: (query) => meter.measure(`search ${name}`, () => inner.page(query)),
    stream: (query) => inner.stream(query),
    versions: (where) => meter.measure(`search ${name}`, () => inner.versions(where)),
    count: (where) => meter.measure(`search ${name}`, () => inner.count(where)),
    groupCount: (where, path) => meter.measure(`search ${name}`, () => inner.groupCount(where, path)),
    insert: (document) => meter.measure(`commit ${name}`, () => inner.insert(document)),
    replace: (document) => meter.measure(`commit ${name}`, () => inner.replace(document)),
    delete: (id) => meter.measure(`commit ${name}`, () => inner.delete(id)),
    settle: (id, version) => meter.measure(`relay ${name}`, () => inner.settle(id, version)),
    claimDue: (now, until, limit) => meter.measure('look for what is due', () => inner.claimDue(now, until, limit)),
  })
  return {
    collection: <D extends Document>(spec: Parameters<Store['collection']>[0]) => {
      const made = known.get(spec.name) ?? measured<Document>(spec.name, store.collection<Document>(spec))
      known.set(spec.name, made)
      return made as unknown as Collection<D> // a collection's documents are what its name says
    },
    open: (specs) => store.open(specs),
    close: () => store.close(),
  }
}
