import { z } from 'zod'
import { query } from '../kernel/operation.ts'
import { maySeeMeasure } from './access.ts'
import { Measure, MeasureKind } from './measure.ts'

const MeasureLine = z.object({
  ...{ id: z.string(), number: z.string(), kind: MeasureKind, person: z.string(), ground: z.string() },
  ...{ decidedBy: z.string(), day: z.string(), document: z.string(), revoked: z.boolean() },
})
type MeasureLine = z.infer<typeof MeasureLine>

export const listMeasures = query({
  name: 'measures.list',
  summary: 'List measures: those taken against you, and those that your office recorded; the newest first',
  allow: 'person',
  input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({ rows: z.array(MeasureLine) }),
  async run(context, { limit }) {
    const rows: MeasureLine[] = []
    const { actor } = context
    const mine = actor.kind === 'person' ? [{ 'data.person': actor.person }] : [{}]
    const office = actor.kind === 'person' ? actor.units.map((unit) => ({ 'data.office': unit })) : []
    for (const where of [...mine, ...office]) {
      let found = 0
      for await (const { id, data } of context.read(Measure).stream({ where, order: ['-data.recordedAt'] })) {
        if (found === limit) break
        if (!maySeeMeasure(actor, data) || rows.some((row) => row.id === id)) continue
        found++
        const { number, kind, person, ground, decision, revoked } = data
        const { by: decidedBy, day, document } = decision
        rows.push({ id, number, kind, person, ground, decidedBy, day, document, revoked: revoked !== undefined })
      }
    }
    return { rows: rows.sort((a, b) => (a.number < b.number ? 1 : -1)).slice(0, limit) }
  },
})
