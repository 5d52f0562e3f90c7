import type { Signing } from './signing.ts'

/**
 * Where secrets are sealed. A sealed text can be opened only by this office's keys and only with the same `bond`,
 * which says what it belongs to (such as `case:c1a2:identity`), so that it can't be moved to another record.
 */
export interface Seal extends Signing {
  /** Encrypts `plain` under a key of its own, which is wrapped by the office's master key. */
  seal(plain: string, bond: string): string
  /** @throws SealBroken when the text, the bond or the key is another one. */
  open(sealed: string, bond: string): string
  sealBytes(plain: Uint8Array, bond: string): Uint8Array
  openBytes(sealed: Uint8Array, bond: string): Uint8Array
  /** A keyed digest (hex, 32 characters): equal texts under one `purpose` are equal, and nothing can be read back. */
  blind(text: string, purpose: string): string
  /** `count` decimal digits derived from `text`: the same again for the same text, and not to be guessed. */
  digits(text: string, purpose: string, count: number): string
  /** The keyed digest (hex, 64 characters) that chains the audit. */
  chain(text: string): string
}

export class SealBroken extends Error {
  override name = 'SealBroken'
}
