/** What was signed with, and the signature; both base64url of their raw bytes (Ed25519). */
export interface Signature {
  readonly publicKey: string
  readonly signature: string
}

/** Signs what a third party must be able to check without asking the office. */
export interface Signing {
  /** Signs with the newest key. */
  sign(text: string): Signature
  /** The public keys of all keys that this office holds, the newest first: for telling its signatures from others'. */
  readonly publicKeys: readonly string[]
}
