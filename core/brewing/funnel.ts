import { z } from 'zod'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { before, instantsOf, PERIOD, type Period, periodNamed } from '../ledgers/period.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { placesUpTo } from '../people/places.ts'
import { maySee } from './access.ts'
import { Brewing, type BrewingData, STAGES, type Stage, stagesOf } from './problem.ts'

const Counts = z.object({
  received: z.number(),
  settled: z.number(),
  checked: z.number(),
  filed: z.number(),
  measures: z.number(),
})
export type Counts = z.infer<typeof Counts>

const none = (): Counts => ({ received: 0, settled: 0, checked: 0, filed: 0, measures: 0 })

const Row = Counts.extend({
  /** The code of the place; absent for reports whose place is not in the gazetteer. */
  place: z.string().optional(),
  name: z.string(),
})
export type FunnelRow = z.infer<typeof Row>

/** Who sees how far reports came: the office. */
const LOOKERS = ['officer', 'director', 'viewer', 'auditor'] as const

/**
 * The funnel of D3: of the reports of a period, how many came how far up to now, by the places that lie directly in
 * `place` (the townships, where none is given). A report that was merged counts as received and no further: what became of it
 * counts once, where it went on.
 */
export const funnel = query({
  name: 'brewing.funnel',
  summary: 'How many reports of a period were received, settled early, checked, filed and led to measures, by place',
  allow: [...LOOKERS],
  input: z.object({ period: z.string().regex(PERIOD), place: z.string().max(60).optional() }),
  output: z.object({ total: Counts, before: Counts, rows: z.array(Row) }),
  async run(context, input) {
    const org = await organisation(context)
    if (input.place !== undefined && org.place(input.place) === undefined) throw refusal('brewing.place-unknown')
    const period = periodNamed(input.period)
    const counted = await count(context, org, period, input.place)
    const earlier = await count(context, org, before(period), input.place)
    return { total: counted.total, before: earlier.total, rows: counted.rows }
  },
})

const count = async (context: Context, org: Organisation, period: Period, within: string | undefined) => {
  const rows = new Map<string, FunnelRow>()
  const total = none()
  for await (const data of reportedIn(context, org, period)) {
    const way = placesUpTo(org, data.place?.code)
    const at =
      within === undefined
        ? way.findLastIndex(({ kind }) => kind !== 'county')
        : way.findIndex(({ code }) => code === within)
    if (within !== undefined && at < 0) continue
    // Inside `within` the place below it; what is known no closer stands under its own name.
    const place = within === undefined ? way[at] : (way[at - 1] ?? way[at])
    const row = rows.get(place?.code ?? '') ?? {
      ...none(),
      name: place?.name ?? '',
      ...(place === undefined ? {} : { place: place.code }),
    }
    rows.set(place?.code ?? '', row)
    for (const stage of stagesOf(data)) {
      row[stage] += 1
      total[stage] += 1
    }
  }
  const order = [...rows.values()].sort((a, b) => b.received - a.received || (a.name < b.name ? -1 : 1))
  return { total, rows: order }
}

/** The reports of a period that whoever asks may see, the oldest first. */
export async function* reportedIn(context: Context, org: Organisation, period: Period): AsyncIterable<BrewingData> {
  const { from, until } = instantsOf(period, context.content.only(Office).timezone)
  const where = { 'data.receivedAt': { gte: from, lt: until } }
  for await (const { data } of context.read(Brewing).stream({ where, order: ['data.receivedAt', 'data.number'] }))
    if (maySee(org, context.actor, data)) yield data
}

/** A row of counts as lines of text show it: one number a stage. */
export const inOrder = (counts: Counts): readonly (readonly [Stage, number])[] =>
  STAGES.map((stage) => [stage, counts[stage]])
