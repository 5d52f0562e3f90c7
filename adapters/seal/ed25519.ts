import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign } from 'node:crypto'
import type { Signing } from '../../core/ports/signing.ts'

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * Signs with keys that are drawn from the office's master keys, so that there is no further secret to keep and to lose:
 * rotating `SEAL_KEYS` rotates these too, and what an older key signed is still known as the office's.
 */
export const signingOf = (roots: readonly [Uint8Array, ...Uint8Array[]]): Signing => {
  const [first, ...others] = roots
  const newest = privateKey(first)
  const publicKey = publicOf(newest)
  return {
    publicKeys: [publicKey, ...others.map((root) => publicOf(privateKey(root)))],
    sign: (text) => ({ publicKey, signature: sign(null, Buffer.from(text), newest).toString('base64url') }),
  }
}

const privateKey = (root: Uint8Array): KeyObject => {
  const seed = Buffer.from(hkdfSync('sha256', root, 'contact-point', 'sign', 32))
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
}

const publicOf = (key: KeyObject): string => String(createPublicKey(key).export({ format: 'jwk' }).x)
