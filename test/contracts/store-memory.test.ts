import { type Held, memoryStore } from '../../adapters/store/memory/memory-store.ts'
import type { Thing } from './store/place.ts'
import { storeContract } from './store.ts'

storeContract({
  name: 'memory',
  ownProcess: 'It lives in the memory of one process, and ends with it.',
  modelRuns: 1_000,
  rows: 100_000,
  start: async () => {
    const held: Held = new Map()
    return {
      open: () => memoryStore(held),
      seed: async (spec, documents) => {
        const all = memoryStore(held).collection<Thing>(spec)
        for (const each of documents) await all.insert(each)
      },
      remove: async () => held.clear(),
    }
  },
})
