import { z } from 'zod'
import { record } from '../kernel/record.ts'

export const RemovalSchema = z.object({
  /** What of `content/retention.yaml` it carries out. */
  kind: z.string(),
  record: z.string(),
  /** Everything whose time began before this instant goes. */
  before: z.string(),
  /** How many there were when officers were told. */
  announced: z.number().int(),
  executeAt: z.string(),
  state: z.enum(['announced', 'running', 'done']),
  /** Each time that somebody put it off. */
  postponed: z.array(z.object({ at: z.string(), by: z.string(), until: z.string(), reason: z.string() })),
  /** What was removed, and a digest over the ids in their order: the proof that it was these and no others. */
  certificate: z
    .object({ at: z.string(), count: z.number().int(), files: z.number().int(), digest: z.string() })
    .optional(),
})

/** One removal of records whose time is over: announced, perhaps put off, carried out, certified. */
export const Removal = record('removal', {
  prefix: 'rm',
  schema: RemovalSchema,
  indexes: [{ paths: ['data.kind', 'data.state'] }, { paths: ['data.executeAt'] }],
})
export type Removal = z.infer<typeof RemovalSchema>
