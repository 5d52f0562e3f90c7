import { z } from 'zod'
import type { Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import { mattersOf } from '../matters/matter.ts'
import { MemberAnswer, Said } from '../network/member-answer.ts'
import { PersonLanguage } from '../people/person.ts'
import { group } from '../same-problem/index.ts'
import { COLLECTED } from './compose.ts'
import { type Item, OFFICERS, readPaper, SuggestionPaper, Which } from './paper.ts'

const ShownItem = z.strictObject({
  /** From 0, as operations name it. */
  item: z.number(),
  text: z.string(),
  /** The name of its matter; empty where none is known. */
  matter: z.string(),
  /** How many members said it, those who were joined to another's answer among them. */
  people: z.number(),
  /** How many of each stratum. */
  strata: z.record(z.string(), z.number()),
  said: Said.optional(),
})
export type ShownItem = z.infer<typeof ShownItem>

const head = { id: z.string(), year: z.number(), issue: z.number(), state: z.string(), at: z.string() }

/** A paper, item by item; never whose an item is. */
export const readPaperOf = query({
  name: 'suggestions.read',
  summary: 'A paper of suggestions, item by item, with how many members said each',
  allow: OFFICERS,
  input: z.strictObject({ ...Which, language: PersonLanguage.default('zh-CN') }),
  output: z.strictObject({
    ...head,
    handedAt: z.string().optional(),
    items: z.array(ShownItem),
    /** Items that seem to say the same: the later, and the one that it seems to repeat. */
    alike: z.array(z.strictObject({ item: z.number(), into: z.number() })),
  }),
  async run(context, { paper, language }) {
    const { id, data } = await readPaper(context, paper)
    const items = await shownItems(context, data.items, language)
    return {
      ...{ id, year: data.year, issue: data.issue, state: data.state, at: data.at, items },
      ...(data.handedAt === undefined ? {} : { handedAt: data.handedAt }),
      alike: data.state === 'draft' ? alikeOf(data.items) : [],
    }
  },
})

export const shownItems = (
  context: Context,
  items: readonly Item[],
  language: Language,
): Promise<readonly ShownItem[] & ShownItem[]> =>
  Promise.all(
    items.map(async ({ text, matter, answers, said }, item) => {
      const name = matter === undefined ? undefined : mattersOf(context.content).get(matter)?.name
      const strata = await strataOf(context, answers)
      const people = Object.values(strata).reduce((sum, count) => sum + count, 0)
      return {
        ...{ item, text, people, strata, matter: name === undefined ? '' : inLanguage(name, language) },
        ...(said === undefined ? {} : { said: { what: said.what, words: said.words, at: said.at } }),
      }
    }),
  )

const strataOf = async (context: Context, answers: readonly string[]): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  const add = (stratum = ''): void => {
    counts[stratum] = (counts[stratum] ?? 0) + 1
  }
  for (const id of answers) {
    const own = await context.read(MemberAnswer).get(id)
    if (own !== undefined) add(own.data.stratum)
    for await (const { data } of context.read(MemberAnswer).stream({ where: { 'data.same': id } })) add(data.stratum)
  }
  return counts
}

const alikeOf = (items: readonly Item[]): { item: number; into: number }[] =>
  group(items.map(({ text, matter }, n) => ({ id: String(n), text, matter }))).flatMap(([first = '', ...rest]) =>
    rest.map((each) => ({ item: Number(each), into: Number(first) })),
  )

/** How many suggestions wait for a paper, and the newest papers. */
export const listPapers = query({
  name: 'suggestions.list',
  summary: 'How many suggestions of members stand in no paper yet, and the papers, the newest first',
  allow: OFFICERS,
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(8) }),
  output: z.strictObject({
    collected: z.number(),
    rows: z.array(z.strictObject({ ...head, count: z.number(), said: z.number() })),
  }),
  async run(context, { limit }) {
    const where = { 'data.state': { in: ['draft', 'handed'] } }
    const page = await context.read(SuggestionPaper).page({ where, order: ['-data.at'], limit })
    return {
      collected: await context.read(MemberAnswer).count(COLLECTED),
      rows: page.rows.map(({ id, data }) => ({
        ...{ id, year: data.year, issue: data.issue, state: data.state, at: data.at, count: data.items.length },
        said: data.items.filter(({ said }) => said !== undefined).length,
      })),
    }
  },
})
