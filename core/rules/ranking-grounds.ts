import { z } from 'zod'
import { type RecordOf, record } from '../kernel/record.ts'
import type { Organisation } from '../people/index.ts'
import type { Ground } from './ground.ts'
import type { Rule } from './rule.ts'
import { holds } from './vocabulary.ts'

export const Place = z.object({ unit: z.string(), rank: z.number().int().min(1), score: z.number() })

/** A ranking as it was made: what rules for it look at, and are tried on afterwards. */
export const RankingMade = record('rule-ranking', {
  prefix: 'o',
  schema: z.object({ ranking: z.string(), period: z.string(), day: z.string(), places: z.array(Place) }),
})
export type RankingMade = RecordOf<typeof RankingMade>

/** The places that a rule speaks about. */
export const rankingGrounds = (
  org: Organisation,
  rule: Rule,
  { period, day, places }: Omit<RankingMade, 'ranking'>,
): readonly Ground[] =>
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
