import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import { SealBroken } from '../../core/ports/seal.ts'

/** A master key, ready to be used, and its name. */
export interface MasterKey {
  readonly id: string
  readonly key: KeyObject
}

const KEY = 32
const NONCE = 12
const TAG = 16
const WRAPPED = NONCE + KEY + TAG

/**
 * Encrypts `plain` under a key drawn for it alone, and that key under `master`, both with AES-256-GCM and both tied
 * to `bond`, to the key's name and to their own part in the envelope. Returns the wrapped key, then the content.
 */
export const seal = (plain: Uint8Array, bond: string, master: MasterKey): Buffer => {
  // Drawn at once: each draw costs more than what it gives.
  const drawn = randomBytes(KEY + 2 * NONCE)
  const own = drawn.subarray(0, KEY)
  const wrapped = encrypt(own, master.key, drawn.subarray(KEY, KEY + NONCE), tie('key', bond, master.id))
  const content = encrypt(plain, own, drawn.subarray(KEY + NONCE), tie('content', bond, master.id))
  own.fill(0)
  return Buffer.concat([...wrapped, ...content])
}

/** @throws SealBroken */
export const open = (envelope: Uint8Array, bond: string, master: MasterKey): Buffer => {
  const own = decrypt(envelope.subarray(0, WRAPPED), master.key, tie('key', bond, master.id))
  try {
    return decrypt(envelope.subarray(WRAPPED), own, tie('content', bond, master.id))
  } finally {
    own.fill(0)
  }
}

/** JSON keeps the parts apart whatever characters they hold, lone surrogates included. */
const tie = (part: 'key' | 'content', bond: string, id: string): Buffer => Buffer.from(JSON.stringify([part, id, bond]))

/** The nonce, what is encrypted (as long as `plain`), and the tag. */
const encrypt = (plain: Uint8Array, key: KeyObject | Buffer, nonce: Buffer, tied: Buffer): readonly Buffer[] => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  cipher.setAAD(tied)
  const encrypted = cipher.update(plain)
  cipher.final()
  return [nonce, encrypted, cipher.getAuthTag()]
}

const decrypt = (box: Uint8Array, key: KeyObject | Buffer, tied: Buffer): Buffer => {
  if (box.length < NONCE + TAG) throw new SealBroken('what is sealed was cut short')
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(tied)
  decipher.setAuthTag(box.subarray(-TAG))
  try {
    const plain = decipher.update(box.subarray(NONCE, -TAG))
    decipher.final()
    return plain
  } catch {
    // The cause would say no more, and may not be told apart from others by whoever tries.
    throw new SealBroken('what is sealed was changed, belongs to something else, or was sealed with another key')
  }
}
