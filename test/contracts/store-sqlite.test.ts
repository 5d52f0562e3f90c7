import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTarget } from './store/open-target.ts'
import type { Target, Thing } from './store/place.ts'
import { storeContract } from './store.ts'

storeContract({
  name: 'SQLite',
  modelRuns: 300,
  rows: 100_000,
  start: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'contact-point-store-'))
    const target: Target = { kind: 'sqlite', path: join(folder, 'data', 'contact-point.sqlite') }
    return {
      target,
      open: () => openTarget(target),
      seed: async (spec, documents) => {
        const store = openTarget(target)
        await Promise.all(documents.map((each) => store.collection<Thing>(spec).insert(each)))
        await store.close()
      },
      remove: () => rm(folder, { recursive: true }),
    }
  },
})
