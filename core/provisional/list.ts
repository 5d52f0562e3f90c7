import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { Dated } from './dated.ts'

export const Row = z.object({
  /** What kind of date: `case`, `warning` and whatever else a feature declares. */
  what: z.string(),
  number: z.string(),
  /** The day that people were told. */
  promised: z.string(),
  /** The day as the calendar has it now, and whether a list that is still to come may move it. */
  anew: z.string(),
  provisional: z.boolean(),
})
export type Provisional = z.infer<typeof Row>

/** Every provisional date of something open, as far as whoever asks may know of it. */
export const provisionalDates = async (
  context: Pick<Context, 'actor' | 'read' | 'content' | 'now'>,
  dated: readonly Dated<unknown>[],
): Promise<readonly Provisional[]> => {
  const rows: Provisional[] = []
  const { actor } = context
  for (const { name, record, where, office, number, anew } of dated) {
    for await (const { id, data } of context.read(record).stream({ where })) {
      if (office !== undefined && actor.kind === 'person' && !actor.units.includes(office(data))) continue
      const found = anew(context, data)
      if (found === undefined) continue
      const { promised, anew: now } = found
      rows.push({
        what: name,
        number: number(data, id),
        promised: promised.day,
        anew: now.day,
        provisional: now.provisional,
      })
    }
  }
  return rows
}

export const listOf = (dated: readonly Dated<unknown>[]) =>
  query({
    name: 'calendar.provisional',
    summary: 'List the provisional dates of what is open, and what they become by the calendar of now',
    allow: ['officer', 'director', 'auditor'],
    input: z.object({}),
    output: z.object({ rows: z.array(Row) }),
    run: async (context) => ({ rows: [...(await provisionalDates(context, dated))] }),
  })
