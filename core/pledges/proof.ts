import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import type { Signing } from '../ports/signing.ts'

/** Everything that a receipt binds, each under its name. */
const Parts = z.record(z.string(), z.string())
type Parts = z.infer<typeof Parts>

/** A receipt as a third party checks it: nothing else is needed, neither this program's store nor its keys. */
export const Proven = z.strictObject({
  format: z.literal('contact-point-pledge/1'),
  parts: Parts,
  /** The SHA-256 of each part, so that a change can be named. The signature is over all of them. */
  digests: Parts,
  publicKey: z.string(),
  signature: z.string(),
})
export type Proven = z.infer<typeof Proven>

/** What is wrong with a receipt: nothing of it is to be believed beyond what is not named. */
export const Finding = z.strictObject({
  /** `digest`: the list of digests was changed; `signature`: the signature, its key, or more than can be told. */
  kind: z.enum(['changed', 'added', 'removed', 'digest', 'signature', 'missing', 'moved']),
  /** The part, or the number of the receipt. */
  name: z.string(),
})
export type Finding = Readonly<z.infer<typeof Finding>>

/** In one call: checking a chain of ten thousand receipts makes a quarter of a million digests. */
const sha256 = (text: string): string => hash('sha256', text)

const digestsOf = (parts: Parts): Parts =>
  Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, sha256(JSON.stringify([name, value]))]))

/** In one order, however a file was written. */
const signedText = (digests: Parts): string =>
  JSON.stringify(Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1)))

export const prove = (signing: Signing, parts: Parts): Proven => {
  const digests = digestsOf(parts)
  return { format: 'contact-point-pledge/1', parts, digests, ...signing.sign(signedText(digests)) }
}

/** What the next receipt of the chain names as its forerunner. */
export const linkOf = (receipt: Proven): string => link(receipt, signedText(receipt.digests))

const link = ({ publicKey, signature }: Proven, signed: string): string =>
  sha256(JSON.stringify([signed, publicKey, signature]))

/** Nothing where the receipt is as it was signed; otherwise exactly which of its parts are not. */
export const check = (receipt: Proven): readonly Finding[] => checkSigned(receipt, signedText(receipt.digests))

const checkSigned = (receipt: Proven, signed: string): readonly Finding[] => {
  const { parts, digests } = receipt
  const now = digestsOf(parts)
  const names = [...new Set([...Object.keys(now), ...Object.keys(digests)])].sort()
  const differing = names.filter((name) => now[name] !== digests[name])
  if (isSigned(receipt, signed)) {
    return differing.map((name) => ({
      kind: digests[name] === undefined ? 'added' : now[name] === undefined ? 'removed' : 'changed',
      name,
    }))
  }
  // What the parts say by themselves may still be what was signed.
  if (differing.length > 0 && isSigned(receipt, signedText(now)))
    return differing.map((name) => ({ kind: 'digest', name }))
  return [{ kind: 'signature', name: '' }, ...differing.map((name) => ({ kind: 'changed' as const, name }))]
}

/** Receipts of one office, in the order of their numbers: none changed, none left out, none moved. */
export const checkChain = (receipts: readonly Proven[]): readonly Finding[] => {
  const found: Finding[] = []
  let before: { readonly number: string; readonly link: string } | undefined
  for (const receipt of receipts) {
    const { number = '' } = receipt.parts
    const signed = signedText(receipt.digests)
    found.push(...checkSigned(receipt, signed).map(({ kind, name }) => ({ kind, name: `${number}: ${name}` })))
    if (before !== undefined) {
      const expected = Number(before.number) + 1
      if (Number(number) > expected) found.push({ kind: 'missing', name: String(expected) })
      else if (Number(number) < expected || receipt.parts.previous !== before.link)
        found.push({ kind: 'moved', name: number })
    }
    before = { number, link: link(receipt, signed) }
  }
  return found
}

const keys = new Map<string, KeyObject | undefined>()

const keyOf = (x: string): KeyObject | undefined => {
  if (!keys.has(x)) {
    if (keys.size > 100) keys.clear()
    keys.set(x, made(x))
  }
  return keys.get(x)
}

const made = (x: string): KeyObject | undefined => {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  } catch {
    return undefined
  }
}

const isSigned = ({ publicKey, signature }: Proven, signed: string): boolean => {
  const key = keyOf(publicKey)
  const bytes = Buffer.from(signature, 'base64url')
  // Only the one way of writing a signature counts: a changed character is a change.
  if (key === undefined || bytes.toString('base64url') !== signature) return false
  return verify(null, Buffer.from(signed), key, bytes)
}

/** The receipts in a file, one or a list of them; none where it holds anything else. */
export const receiptsIn = (file: string): readonly Proven[] => {
  try {
    // Editors begin a file with a mark that is no part of it.
    const value: unknown = JSON.parse(file.replace(/^\uFEFF/, ''))
    return (Array.isArray(value) ? value : [value]).map((each) => Proven.parse(each))
  } catch {
    return []
  }
}
