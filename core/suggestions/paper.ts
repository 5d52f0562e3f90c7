import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import { Said } from '../network/member-answer.ts'

/** One suggestion of a paper, of one member or of several who said the same. */
const Item = z.strictObject({
  /** As the leadership reads it: first in a member's words without what tells who it is, then as the office puts it. */
  text: z.string(),
  /** The code of the matter that it belongs to, as far as it can be told. */
  matter: z.string().optional(),
  /** The answers of members that it came from. */
  answers: z.array(z.string()).min(1),
  /** What the leadership said of it. */
  said: Said.extend({ by: z.string() }).optional(),
})
export type Item = z.infer<typeof Item>

/** A paper of suggestions for the county leadership 建议专报. */
export const SuggestionPaper = record('suggestion-paper', {
  prefix: 'sg',
  schema: z.strictObject({
    year: z.number().int(),
    /** The issue of the year 第几期, from 1. */
    issue: z.number().int(),
    state: z.enum(['draft', 'handed', 'discarded']),
    items: z.array(Item),
    at: z.string(),
    by: z.string(),
    handedAt: z.string().optional(),
    handedBy: z.string().optional(),
  }),
  indexes: [{ paths: ['data.year', 'data.issue'], unique: true }, { paths: ['data.state', 'data.at'] }],
})
export type SuggestionPaper = RecordOf<typeof SuggestionPaper>

export const OFFICERS = ['officer', 'director'] as const
export const Which = { paper: z.string().max(60) }
export const WhichItem = { ...Which, /** From 0. */ item: z.number().int().min(0) }
export const Output = z.strictObject({ id: z.string(), year: z.number(), issue: z.number(), count: z.number() })
export const outputOf = ({ id, data }: Stored<SuggestionPaper>): z.infer<typeof Output> => ({
  ...{ id, year: data.year, issue: data.issue, count: data.items.length },
})

/** To change it. @throws Refusal `suggestions.unknown`, `suggestions.not-draft`, `suggestions.not-handed` */
export const loadPaper = async (
  context: Context,
  id: string,
  state: 'draft' | 'handed',
): Promise<Stored<SuggestionPaper>> => {
  await readPaper(context, id)
  const stored = await context.load(SuggestionPaper, id)
  if (stored.data.state !== state) throw refusal(state === 'draft' ? 'suggestions.not-draft' : 'suggestions.not-handed')
  return stored
}

/** @throws Refusal `suggestions.unknown` */
export const readPaper = async (context: Pick<Context, 'read'>, id: string): Promise<Stored<SuggestionPaper>> => {
  const stored = await context.read(SuggestionPaper).get(id)
  if (stored === undefined) throw notFound('suggestions.unknown')
  return stored
}

/** @throws Refusal `suggestions.item-unknown` */
export const itemOf = ({ items }: SuggestionPaper, n: number): Item => {
  const item = items[n]
  if (item === undefined) throw notFound('suggestions.item-unknown')
  return item
}
