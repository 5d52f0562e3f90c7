import { z } from 'zod'
import { Audience } from '../audiences/index.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import { Proven } from './proof.ts'

/** That an audience was asked to sign a pledge. */
export const PledgeRound = record('pledge-round', {
  prefix: 'pr',
  schema: z.strictObject({
    template: z.string(),
    /** The version that was in force when it was asked for; rounds of before it was noted are of the first. */
    version: z.number().int().default(1),
    title: z.string(),
    audience: Audience,
    /** As it was asked for at first; the campaign has the end that holds. */
    closesAt: z.string(),
    campaign: z.string(),
    askedBy: z.string(),
    askedAt: z.string(),
    /** The round whose people were asked again by this one. */
    renews: z.string().optional(),
  }),
  indexes: [{ paths: ['data.campaign'], unique: true }],
})

export type PledgeRound = RecordOf<typeof PledgeRound>

/** How far one person has come with one pledge. Its id is the campaign's and the person's. */
export const PledgeReading = record('pledge-reading', {
  prefix: 'pg',
  schema: z.strictObject({
    campaign: z.string(),
    person: z.string(),
    /** What they read, the text with their own duties: another one has to be read again. */
    textHash: z.string(),
    /** How many parts they have had before them. */
    read: z.number().int(),
    /** The part that they saw last, from 1. */
    shown: z.number().int(),
    values: z.record(z.string(), z.string()),
    declined: z.strictObject({ reason: z.string(), at: z.string() }).optional(),
  }),
  keepSteps: 40,
})
export type PledgeReading = RecordOf<typeof PledgeReading>

export const readingId = (campaign: string, person: string): string => `${campaign}:${person}`

/**
 * A code with which somebody confirms their signature, sent to another account of theirs. The code itself stands
 * nowhere: only its blinded digest. Its id is the reading's.
 */
export const PledgeCode = record('pledge-code', {
  prefix: 'pc',
  schema: z.strictObject({
    blinded: z.string(),
    /** The chat in which it is to be typed; empty for programs. */
    chat: z.string(),
    /** The platform that it was sent to. */
    sentTo: z.string(),
    expiresAt: z.string(),
    triesLeft: z.number().int(),
    /** Was typed rightly. */
    right: z.boolean(),
  }),
  keepSteps: 4,
})
export type PledgeCode = RecordOf<typeof PledgeCode>

/** What somebody signed, with its proof: made once, and never changed but for what its public page shows. */
export const PledgeReceipt = record('pledge-receipt', {
  prefix: 'ps',
  schema: z.strictObject({
    campaign: z.string(),
    person: z.string(),
    name: z.string(),
    unit: z.string(),
    title: z.string(),
    kind: z.string(),
    signedAt: z.string(),
    /** Its place in the chain of all receipts of this office, from 1. */
    number: z.number().int(),
    proof: Proven,
    /** Chosen by whoever signed: the public page of the receipt names neither them nor their unit. */
    nameHidden: z.boolean().default(false),
  }),
  indexes: [
    { paths: ['data.signedAt'] },
    { paths: ['data.number'], unique: true },
    { paths: ['data.person', 'data.signedAt'] },
    { paths: ['data.unit', 'data.signedAt'] },
  ],
})
export type PledgeReceipt = RecordOf<typeof PledgeReceipt>

/** What is within a family is nobody's business but theirs: not even who, not even whether it was a family's. */
export const isPrivate = (kind: string): boolean => kind === 'family'
