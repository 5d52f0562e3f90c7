import { randomBytes } from 'node:crypto'

/** One of the office's master keys: 32 bytes, and the short name that sealed texts carry. */
export interface SealKey {
  /** 1–32 of `A-Za-z0-9_-`. */
  readonly id: string
  readonly key: Uint8Array
}

/** The master keys: the first seals, all open, and the last (the oldest) gives what must never change. */
export type SealKeys = readonly [SealKey, ...SealKey[]]

/** `SEAL_KEYS` can't be used. The message names it and the cure, and never shows a key. */
export class SealKeysWrong extends Error {
  override name = 'SealKeysWrong'
}

const KEY_BYTES = 32

/** A fresh value for `SEAL_KEYS`, with one key. */
export const newSealKeys = (id: string): string => `${id}:${randomBytes(KEY_BYTES).toString('base64')}`

/**
 * Reads `SEAL_KEYS`: `id:base64(32 bytes)`, several separated by commas, the newest first.
 * To rotate, put a new key in front and leave the old ones where they are.
 * @throws SealKeysWrong
 */
export const parseSealKeys = (text: string): SealKeys => {
  const [first, ...others] = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseKey)
  if (first === undefined) throw wrong('is empty')
  const keys: SealKeys = [first, ...others]
  for (const [n, { id, key }] of keys.entries()) {
    const earlier = keys.slice(0, n)
    if (earlier.some((each) => each.id === id)) throw wrong(`names two keys "${id}"`)
    if (earlier.some((each) => Buffer.compare(each.key, key) === 0)) throw wrong(`holds the key "${id}" twice`)
  }
  return keys
}

/** Refuses keys that nobody drew by chance, such as those copied out of an example. @throws SealKeysWrong */
export const refuseWeak = (keys: SealKeys): SealKeys => {
  const weak = keys.find(({ key }) => new Set(key).size < KEY_BYTES / 2)
  if (weak !== undefined) throw wrong(`holds "${weak.id}", which is not a random key`)
  return keys
}

/** What every complaint about `SEAL_KEYS` ends with. */
export const wrong = (what: string): SealKeysWrong =>
  new SealKeysWrong(
    `SEAL_KEYS ${what}. Set it to a name, a colon and 32 random bytes in base64: SEAL_KEYS="k1:$(openssl rand -base64 32)"; put newer keys in front, separated by commas, and keep the old ones.`,
  )

const parseKey = (part: string, n: number): SealKey => {
  const [, id, encoded] = /^([\w-]{1,32}):([\w+/-]+)={0,2}$/.exec(part) ?? []
  if (id === undefined || encoded === undefined) throw wrong(`is not understood at its key number ${n + 1}`)
  const key = Buffer.from(encoded, 'base64')
  if (key.length !== KEY_BYTES) throw wrong(`has a key "${id}" of ${key.length} bytes instead of ${KEY_BYTES}`)
  return { id, key }
}
