import { z } from 'zod'
import { notFound, refusal } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { isPrivate, PledgeReceipt } from './pledge.ts'
import { check, checkChain, Finding, receiptsIn } from './proof.ts'

/** `name` and `unit` are absent where whoever signed does not want them shown. */
const Open = z.strictObject({ title: z.string(), name: z.string().optional(), unit: z.string().optional() })

/** What anybody may know who holds the id of a receipt: who signed what and when, and whether it is as it was signed. */
export const verify = query({
  name: 'pledges.verify',
  summary: 'Check a receipt by its id: who signed what and when, and whether it is as it was signed',
  allow: 'anyone',
  input: z.strictObject({ receipt: z.string().max(60) }),
  output: z.strictObject({
    number: z.number(),
    signedAt: z.string(),
    /** Absent where it is not for others. */
    open: Open.optional(),
    whole: z.boolean(),
    /** What is not as it was signed, by its name alone. */
    found: z.array(Finding),
    /** Whether it was signed with a key that the office holds. */
    ours: z.boolean(),
    publicKey: z.string(),
  }),
  async run(context, { receipt: id }) {
    const receipt = (await context.read(PledgeReceipt).get(id))?.data
    if (receipt === undefined) throw notFound('pledges.unknown-receipt')
    const { title, name, number, signedAt, kind, proof, nameHidden } = receipt
    const { parts, publicKey } = proof
    // The record around the proof must say the same as what was signed.
    const around = Object.entries({ id, title, name, signedAt, number: String(number) })
    const beside = around.filter(([part, value]) => parts[part] !== value).map(([part]) => part)
    const inside = check(proof)
    const found = [
      ...inside,
      ...beside
        .filter((part) => inside.every((each) => each.name !== part))
        .map((part): Finding => ({ kind: 'changed', name: part })),
    ]
    return {
      ...{ number, signedAt, publicKey, whole: found.length === 0, found },
      ours: context.seal.publicKeys.includes(publicKey),
      ...(isPrivate(kind) ? {} : { open: { title, ...(nameHidden ? {} : { name, unit: parts.unit ?? '' }) } }),
    }
  },
})

/** Enough for a receipt of the longest text, and for a chain of some hundreds. */
export const MOST_CHARACTERS = 1_000_000

/**
 * Checks what somebody holds in their hands. Nothing is looked up and nothing is kept: what is known of the receipt is
 * what stands in it, and which keys are the office's.
 */
export const checkFile = query({
  name: 'pledges.checkFile',
  summary: 'Check the file of a receipt, or of a list of them, by nothing but itself and the keys of the office',
  allow: 'anyone',
  input: z.strictObject({ file: z.string().max(MOST_CHARACTERS) }),
  output: z.strictObject({
    receipts: z.number(),
    /** Empty where everything is as it was signed. */
    found: z.array(Finding),
    /** Whether all were signed with keys that the office holds. */
    ours: z.boolean(),
    publicKey: z.string(),
    /** What the receipt says, where it is one. */
    parts: z.record(z.string(), z.string()).optional(),
  }),
  async run({ seal }, { file }) {
    const receipts = receiptsIn(file)
    const [first] = receipts
    if (first === undefined) throw refusal('pledges.no-receipt')
    const alone = receipts.length === 1
    return {
      receipts: receipts.length,
      found: [...(alone ? check(first) : checkChain(receipts))],
      ours: receipts.every(({ publicKey }) => seal.publicKeys.includes(publicKey)),
      publicKey: first.publicKey,
      ...(alone ? { parts: first.parts } : {}),
    }
  },
})

/** The office's public keys, so that others need not believe a receipt about its own key. */
export const keys = query({
  name: 'pledges.keys',
  summary: 'The public keys (Ed25519) with which this office has signed receipts, the newest first',
  allow: 'anyone',
  input: z.strictObject({}),
  output: z.strictObject({ keys: z.array(z.string()) }),
  run: async ({ seal }) => ({ keys: [...seal.publicKeys] }),
})
