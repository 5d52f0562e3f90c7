import { randomUUID } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { describe, it } from 'vitest'
import { type Stored, toStored } from '../../adapters/store/mongodb/stored.ts'
import { type MongoServerKind, mongoServers, startMongoServer } from '../support/mongo-server.ts'
import { openTarget } from './store/open-target.ts'
import type { Subject, Target } from './store/place.ts'
import { storeContract } from './store.ts'

/** Where a server differs from MongoDB, and why the case gives way. */
const deviations: Readonly<Record<MongoServerKind, Pick<Subject, 'ordersByUtf16' | 'rows'>>> = {
  /** It sorts a whole collection for each page, in Python: 100,000 rows pass too, in two minutes. */
  secantus: { rows: 10_000 },
  'mongo-java-server': {
    rows: 100_000,
    ordersByUtf16: 'compares strings as Java does, by UTF-16 unit; MongoDB compares UTF-8',
  },
}

const subject = (kind: MongoServerKind): Subject => ({
  name: `MongoDB's protocol, spoken by ${kind}`,
  modelRuns: 40,
  ...deviations[kind],
  start: async () => {
    const server = await startMongoServer(kind)
    const target: Target = { kind: 'mongodb', url: server.url, database: `contract-${randomUUID()}` }
    const filler = new MongoClient(server.url)
    return {
      target,
      open: () => openTarget(target),
      seed: async (spec, documents) => {
        const store = openTarget(target)
        await store.open([spec])
        await store.close()
        const rows = documents.map((each) => toStored(spec, each))
        await filler.db(target.database).collection<Stored>(spec.name).insertMany(rows)
      },
      remove: async () => {
        await filler.close()
        await server.stop()
      },
    }
  },
})

const servers = mongoServers()
for (const kind of servers) storeContract(subject(kind))
if (servers.length === 0) describe('the store on MongoDB', () => it.skip('found no server: run .ci/mongo-servers'))
