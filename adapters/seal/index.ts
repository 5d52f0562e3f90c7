import { createSecretKey } from 'node:crypto'
import { type Seal, SealBroken } from '../../core/ports/seal.ts'
import { digestsOf } from './digests.ts'
import { signingOf } from './ed25519.ts'
import { type MasterKey, open, seal } from './envelope.ts'
import type { SealKey, SealKeys } from './keys.ts'

const VERSION = 1

/**
 * Seals with node's own cryptography. The first of `keys` seals and all of them open. Digests (`blind`, `digits`,
 * `chain`) come from the last key, the oldest: they stay the same when a new key is put in front, and would all
 * change if the last were taken away.
 *
 * A sealed text is `v1.<key id>.<base64url>`; sealed bytes are the version, the length of the key id, the key id and
 * then the same content. What they hold is in `envelope.ts`.
 */
export const createSeal = ({ keys }: { readonly keys: SealKeys }): Seal => {
  const [first, ...others] = keys
  const newest = masterKey(first)
  const masters = [newest, ...others.map(masterKey)]
  const oldest = others.at(-1) ?? first

  const master = (id: string): MasterKey => {
    const found = masters.find((each) => each.id === id)
    if (found === undefined) throw new SealBroken('was sealed with a key that SEAL_KEYS does not hold')
    return found
  }

  return {
    ...digestsOf(oldest.key),
    ...signingOf([first.key, ...others.map(({ key }) => key)]),
    // As JSON, so that every text comes back as it was, also one that UTF-8 can't hold.
    seal: (plain, bond) =>
      `v${VERSION}.${newest.id}.${seal(Buffer.from(JSON.stringify(plain)), `text:${bond}`, newest).toString('base64url')}`,
    open: (sealed, bond) => {
      const [version, id, content, ...more] = sealed.split('.')
      if (version !== `v${VERSION}` || id === undefined || content === undefined || more.length > 0) throw notSealed()
      // What `seal` made under this key is always the JSON of a string.
      return JSON.parse(open(bytesOf(content), `text:${bond}`, master(id)).toString()) as string
    },
    sealBytes: (plain, bond) => {
      const id = Buffer.from(newest.id)
      return Buffer.concat([Buffer.of(VERSION, id.length), id, seal(plain, `bytes:${bond}`, newest)])
    },
    openBytes: (sealed, bond) => {
      const [version, length = 0] = sealed
      if (version !== VERSION) throw notSealed()
      const id = Buffer.from(sealed.subarray(2, 2 + length)).toString()
      return open(sealed.subarray(2 + length), `bytes:${bond}`, master(id))
    },
  }
}

const masterKey = ({ id, key }: SealKey): MasterKey => ({ id, key: createSecretKey(key) })

const notSealed = () => new SealBroken('is not a sealed text of a version that this program knows')

/** Only the one way of writing bytes that `seal` uses is taken: a changed text never opens. */
const bytesOf = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) throw notSealed()
  return bytes
}
