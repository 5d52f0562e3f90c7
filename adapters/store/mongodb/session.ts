import { type Db, MongoClient } from 'mongodb'
import type { CollectionSpec } from '../../../core/ports/store.ts'
import { translated, unavailable } from './faults.ts'
import { prepareIndexes } from './indexes.ts'
import type { Stored } from './stored.ts'
import type { Use } from './use.ts'

export interface MongoStoreOptions {
  /** Connection string. Its database name is used; `contact-point` without one. */
  readonly url: string
  /** Instead of the name in `url`. */
  readonly database?: string
  /** How long to look for a server before giving up. Default: 5 s. */
  readonly answerMs?: number
}

/** The client with its pool of connections, and what was made ready. */
export interface Session {
  /** How collection `spec` is used; its indexes are made before the first use. */
  using(spec: CollectionSpec): Use
  /** Writes and removes a document, as a proof that the server takes writes. */
  proveWritable(): Promise<void>
  /** Lets what is under way come to its end first. */
  close(): Promise<void>
}

const defaultDatabase = 'contact-point'

/** @throws StoreUnavailable when `url` is not a connection string. The server is sought at the first use. */
export function openSession(options: MongoStoreOptions): Session {
  const { client, place, db } = databaseOf(options)
  const ready = new Map<string, Promise<void>>()

  /** Once for a collection; a failure is forgotten, so that the next use tries again. */
  const prepare = (spec: CollectionSpec): Promise<void> => {
    const begun = ready.get(spec.name) ?? prepareIndexes(db.collection<Stored>(spec.name), spec)
    ready.set(spec.name, begun)
    begun.catch(() => ready.delete(spec.name))
    return begun
  }

  const guarded = async <T>(collection: string, act: () => Promise<T>): Promise<T> => {
    try {
      return await act()
    } catch (error) {
      throw translated(collection, place, error)
    }
  }
  const underWay = new Set<Promise<unknown>>()
  const counted = <T>(work: Promise<T>): Promise<T> => {
    const over = (): void => void underWay.delete(work)
    underWay.add(work)
    work.then(over, over)
    return work
  }

  return {
    using: (spec) => (act) =>
      counted(guarded(spec.name, () => prepare(spec).then(() => act(db.collection<Stored>(spec.name))))),
    proveWritable: () => guarded('~check', () => prove(db)),
    close: async () => {
      await Promise.allSettled(underWay)
      await client.close()
    },
  }
}

/** The database that is meant, with its client and how it is called in messages. @throws StoreUnavailable */
export function databaseOf({ url, database, answerMs = 5_000 }: MongoStoreOptions) {
  const client = clientFor(url, answerMs)
  const place = client.options.hosts.map(String).join() || (client.options.srvHost ?? 'mongodb')
  return { client, place, db: client.db(database ?? namedIn(url) ?? defaultDatabase) }
}

async function prove(db: Db): Promise<void> {
  const check = db.collection<{ readonly _id: string; readonly proof: number }>('~check')
  await check.updateOne({ _id: 'proof' }, { $set: { proof: 1 } }, { upsert: true })
  await check.deleteOne({ _id: 'proof' })
}

/** What was told to a person is on the disks of most servers before, so that neither a power cut nor a lost one undoes it. */
function clientFor(url: string, answerMs: number): MongoClient {
  try {
    return new MongoClient(url, {
      writeConcern: { w: 'majority', journal: true },
      serverSelectionTimeoutMS: answerMs,
      connectTimeoutMS: answerMs,
      ignoreUndefined: true,
    })
  } catch (error) {
    const cure = 'Write it as mongodb://host:27017/contact-point.'
    throw unavailable('of MongoDB', 'its address is not a connection string', cure, error)
  }
}

const namedIn = (url: string): string | undefined => /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(url)?.[1]
