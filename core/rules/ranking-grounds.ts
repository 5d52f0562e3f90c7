import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import type { Organisation } from '../people/index.ts'
import type { Ground } from './ground.ts'
import type { Rule, TriggerOf } from './rule.ts'
import { holds } from './vocabulary.ts'

export const Place = z.object({ unit: z.string(), rank: z.number().int().min(1), score: z.number() })

/** A ranking as it was made: what rules for it look at, and are tried on afterwards. */
export const RankingMade = record('rule-ranking', {
  prefix: 'o',
  schema: z.object({ ranking: z.string(), period: z.string(), day: z.string(), places: z.array(Place) }),
})
export type RankingMade = RecordOf<typeof RankingMade>

type Made = Omit<RankingMade, 'ranking'>

/** Every period of a ranking as it was made last, the oldest first. */
export const rankingsMade = async (context: Pick<Context, 'read'>, ranking: string): Promise<readonly Made[]> => {
  const made = new Map<string, RankingMade>()
  for await (const { data } of context.read(RankingMade).stream({ where: { 'data.ranking': ranking } })) {
    const before = made.get(data.period)
    if (before === undefined || before.day <= data.day) made.set(data.period, data)
  }
  return [...made.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** The places that a rule speaks about; `all` are the rankings of this name, of which those before this one may count. */
export const rankingGrounds = (
  org: Organisation,
  rule: Rule,
  { inRow = 1 }: TriggerOf<'ranking'>,
  made: Made,
  all: readonly Made[],
): readonly Ground[] => {
  const before = all
    .filter(({ day, period }) => day <= made.day && period !== made.period)
    .slice(1 - inRow || all.length)
  if (before.length < inRow - 1) return []
  const held = before.map((each) => new Set(placesOf(org, rule, each).map(({ unit }) => unit)))
  return placesOf(org, rule, made).filter(({ unit }) => held.every((units) => units.has(unit)))
}

const placesOf = (org: Organisation, rule: Rule, { period, day, places }: Made): readonly Ground[] =>
  places.flatMap((place) => {
    const unit = org.unit(place.unit)
    const facts = {
      ...{ unit: place.unit, unitKind: unit?.kind ?? '', unitLevel: unit?.level ?? '' },
      ...{ rank: place.rank, score: place.score, of: places.length, fromEnd: places.length - place.rank + 1 },
    }
    if (!holds(rule, facts)) return []
    const values = { unit: unit?.name ?? place.unit, rank: place.rank, of: places.length, period }
    return [
      {
        ...{ key: `${period}:${place.unit}`, unit: place.unit, person: org.headOf(place.unit)?.code, day },
        values: { 'zh-CN': values, en: values },
      },
    ]
  })
