import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { mongoStore } from '../../../adapters/store/mongodb/mongo-store.ts'
import { sqliteStore } from '../../../adapters/store/sqlite/sqlite-store.ts'
import type { Store } from '../../../core/ports/store.ts'
import { type MongoServerKind, startMongoServer } from '../../support/mongo-server.ts'

/** Where the stores of one kind come from: each holds the sample county and nothing else. */
export interface Shelf {
  /**
   * `seed` fills the first; all others are copies of it. The one that was given before is thrown away: a server with a
   * hundred databases and as many clients takes ten times as long for each.
   */
  fresh(seed: (store: Store) => Promise<void>): Promise<Store>
  close(): Promise<void>
}

/** SQLite files in a folder of their own. */
export const sqliteShelf = async (): Promise<Shelf> => {
  const folder = mkdtempSync(join(tmpdir(), 'contact-point-conversations-'))
  const first = join(folder, 'seeded.sqlite')
  let seeded: Promise<void> | undefined
  let given: Store | undefined
  return {
    fresh: async (seed) => {
      await given?.close()
      seeded ??= filled(sqliteStore({ path: first }), seed)
      await seeded
      const path = join(folder, `${randomUUID()}.sqlite`)
      copyFileSync(first, path)
      given = sqliteStore({ path })
      return given
    },
    close: async () => {
      await given?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Databases of one server that speaks MongoDB's protocol. */
export const mongoShelf = async (kind: MongoServerKind): Promise<Shelf> => {
  const server = await startMongoServer(kind)
  const client = new MongoClient(server.url)
  const first = 'seeded'
  let seeded: Promise<void> | undefined
  let given: { readonly store: Store; readonly database: string } | undefined
  const discard = async (): Promise<void> => {
    if (given === undefined) return
    await given.store.close()
    await client.db(given.database).dropDatabase()
    given = undefined
  }
  return {
    fresh: async (seed) => {
      await discard()
      seeded ??= filled(mongoStore({ url: server.url, database: first }), seed)
      await seeded
      const database = `conversation-${randomUUID()}`
      for (const { name } of await client.db(first).listCollections().toArray()) {
        const rows = await client.db(first).collection(name).find().toArray()
        if (rows.length > 0) await client.db(database).collection(name).insertMany(rows)
      }
      given = { store: mongoStore({ url: server.url, database }), database }
      return given.store
    },
    close: async () => {
      await discard()
      await client.close()
      await server.stop()
    },
  }
}

const filled = async (store: Store, seed: (store: Store) => Promise<void>): Promise<void> => {
  await seed(store)
  await store.close()
}
