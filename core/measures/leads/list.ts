import { z } from 'zod'
import { query } from '../../kernel/operation.ts'
import { organisation } from '../../people/index.ts'
import { maySeeLead } from './access.ts'
import { Lead } from './lead.ts'

const LeadLine = z.object({
  ...{ id: z.string(), number: z.string(), to: z.string(), handedAt: z.string(), what: z.string() },
  receipt: z.object({ at: z.string(), by: z.string() }).optional(),
})
export type LeadLine = z.infer<typeof LeadLine>

export const listLeads = query({
  name: 'leads.list',
  summary: 'List the leads that your office handed over, or that your body receives; the newest first',
  allow: 'person',
  input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({ rows: z.array(LeadLine) }),
  async run(context, { limit }) {
    const org = await organisation(context)
    const { actor } = context
    const rows = new Map<string, LeadLine>()
    const units = actor.kind === 'person' ? actor.units : []
    for (const where of units.flatMap((unit) => [{ 'data.office': unit }, { 'data.to': unit }]))
      for await (const { id, data } of context.read(Lead).stream({ where, order: ['-data.handedAt'] })) {
        if (rows.size >= 2 * limit) break
        if (!maySeeLead(org, actor, data)) continue
        const { number, to, handedAt, what, receipt } = data
        rows.set(id, { id, number, to, handedAt, what, ...(receipt === undefined ? {} : { receipt }) })
      }
    return { rows: [...rows.values()].sort((a, b) => (a.number < b.number ? 1 : -1)).slice(0, limit) }
  },
})
