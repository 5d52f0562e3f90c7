import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { activeRules } from './book.ts'
import { fire } from './fire.ts'
import { Place, RankingMade, rankingGrounds, rankingsMade } from './ranking-grounds.ts'

/** A ranking was made: rules for it speak about its places. Made again for a period, each place is spoken of once. */
export const ranked = operation({
  name: 'rules.ranked',
  summary: 'Note a ranking of units for a period, and let rules look at its places',
  allow: ['officer', 'director'],
  input: z.object({
    ranking: z.string().min(1).max(40),
    period: z.string().trim().min(2).max(40),
    places: z.array(Place).min(1).max(1_000),
  }),
  output: z.object({ name: z.string() }),
  async run(context, given) {
    const org = await organisation(context)
    const unknown = given.places.find(({ unit }) => org.unit(unit) === undefined)
    if (unknown !== undefined) throw refusal('rules.ranked-unknown', { unit: unknown.unit })
    if (new Set(given.places.map(({ unit }) => unit)).size < given.places.length) throw refusal('rules.ranked-twice')
    const made = { ...given, day: calendarOf(context.content).dayAt(context.now) }
    const all = await rankingsMade(context, made.ranking)
    const found = (await activeRules(context)).flatMap((standing) => {
      const { trigger } = standing.rule
      if (trigger.kind !== 'ranking' || trigger.ranking !== made.ranking) return []
      return rankingGrounds(org, standing.rule, trigger, made, all).map((ground) => ({ standing, ground }))
    })
    return create(RankingMade, context.newId(RankingMade), made, await fire(context, org, found))
  },
  outputOf: ({ data }: Stored<RankingMade>) => ({ name: data.ranking }),
})
