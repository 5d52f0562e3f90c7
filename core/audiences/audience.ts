import { z } from 'zod'

/** One thing that is true of a person: a term of the vocabulary, and what it is compared with. */
export const Condition = z.strictObject({ term: z.string().min(1).max(30), value: z.string().max(100) })
export type Condition = z.infer<typeof Condition>

/** Conditions that must all hold. */
const Group = z.array(Condition).min(1).max(10)

/** A pasted list may be this long. */
const MOST = 20_000

/**
 * Whom something is for, as data: whoever is in any of `any` and in none of `none`. Who is excluded stays out, whatever
 * else they belong to; who is in it twice is in it once.
 */
export const Audience = z.strictObject({
  any: z.array(Group).max(MOST),
  none: z.array(Group).max(MOST).default([]),
})
export type Audience = z.infer<typeof Audience>

/** The audience of exactly these people. */
export const namedPeople = (people: readonly string[]): Audience => ({
  any: people.map((value) => [{ term: 'person', value }]),
  none: [],
})
