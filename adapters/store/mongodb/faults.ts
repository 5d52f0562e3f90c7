import { MongoError, MongoServerError } from 'mongodb'
import { DuplicateKey, StoreUnavailable } from '../../../core/ports/store.ts'
import { brokenIndex } from './indexes.ts'

/** What the server's codes mean to an operator. https://www.mongodb.com/docs/manual/reference/error-codes/ */
const refusals: ReadonlyMap<number, readonly [happened: string, cure: string]> = new Map([
  [13, ['the server does not let this user read and write', 'Give the user of DATABASE_URL the role readWrite.']],
  [18, ['the server does not know this user or password', 'Correct user and password in DATABASE_URL.']],
  [14031, ['the disk of the server is full', 'Free some space there; nothing else has to be done.']],
])

/** Codes that say "not now": stepping down, shutting down, time used up, not enough members to confirm a write. */
const passing: ReadonlySet<number> = new Set([
  6, 7, 50, 64, 79, 89, 91, 100, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436,
])

/** The error to throw for `error` of a write or read in `collection` at `place`, which never holds a password. */
export function translated(collection: string, place: string, error: unknown): unknown {
  if (!(error instanceof MongoError)) return error
  if (!(error instanceof MongoServerError)) {
    const cure = 'Start the server, or correct its address in DATABASE_URL.'
    return unavailable(place, `the server does not answer (${error.message})`, cure, error)
  }
  const code = typeof error.code === 'number' ? error.code : 0
  if (code === 11000) return new DuplicateKey(collection, brokenIndex(error.message))
  const known = refusals.get(code)
  if (known) return unavailable(place, ...known, error)
  if (passing.has(code)) return unavailable(place, 'the server is busy with itself', 'Wait, or look at its log.', error)
  return error
}

export const unavailable = (place: string, happened: string, cure: string, cause: unknown): StoreUnavailable =>
  new StoreUnavailable(`The store ${place} (DATABASE_URL) cannot be used: ${happened}. ${cure}`, { cause })
