import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

const BLIND_CHARACTERS = 32

/** Keyed digests, each purpose under a key of its own. */
export interface Digests {
  blind(text: string, purpose: string): string
  digits(text: string, purpose: string, count: number): string
  chain(text: string): string
}

/** The digests that `root` (32 bytes) gives: the same for the same root, for ever. */
export const digestsOf = (root: Uint8Array): Digests => {
  // Purposes are few and stand in the code, so that their keys are drawn once.
  const keys = new Map<string, KeyObject>()
  const keyFor = (use: string, purpose = ''): KeyObject => {
    const name = JSON.stringify([use, purpose])
    const key = keys.get(name) ?? createSecretKey(Buffer.from(hkdfSync('sha256', root, 'contact-point', name, 32)))
    keys.set(name, key)
    return key
  }
  const chainKey = keyFor('chain')
  return {
    blind: (text, purpose) => mac(keyFor('blind', purpose), [text]).toString('hex').slice(0, BLIND_CHARACTERS),
    digits: (text, purpose, count) => drawn(keyFor('digits', purpose), text, count),
    chain: (text) => mac(chainKey, [text]).toString('hex'),
  }
}

/** JSON keeps texts apart that UTF-8 would make equal (lone surrogates). */
const mac = (key: KeyObject, parts: readonly (string | number)[]): Buffer =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest()

/**
 * Bytes from 250 on are skipped, so that every digit is equally likely. The count is part of what is digested, so
 * that a short number says nothing about a longer one.
 */
const drawn = (key: KeyObject, text: string, count: number): string => {
  let digits = ''
  for (let block = 0; digits.length < count; block++) {
    for (const byte of mac(key, [text, count, block])) {
      if (byte < 250) digits += byte % 10
    }
  }
  return digits.slice(0, count)
}
