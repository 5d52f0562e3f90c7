import type { Collection as MongoCollection } from 'mongodb'
import type { Stored } from './stored.ts'

/** Runs `act` on the server's collection, its indexes made, and tells refusals in the store's own errors. */
export type Use = <T>(act: (collection: MongoCollection<Stored>) => Promise<T>) => Promise<T>
