import { z } from 'zod'
import { record } from '../../kernel/record.ts'

const LeadSchema = z.object({
  /** For the record: `AH-L-2026-000003`. */
  number: z.string(),
  what: z.string(),
  /** Who it is about: none of them may ever see it, whatever their roles. */
  against: z.object({ units: z.array(z.string()), people: z.array(z.string()) }),
  /** The body that it is handed over to. */
  to: z.string(),
  office: z.string(),
  handedAt: z.string(),
  handedBy: z.string(),
  /** Who of that body received it, and when. */
  receipt: z.object({ at: z.string(), by: z.string() }).optional(),
})
export type LeadData = z.infer<typeof LeadSchema>

/** A lead that was handed over to a discipline body 线索移送, with its receipt. */
export const Lead = record('lead', {
  prefix: 'ld',
  schema: LeadSchema,
  indexes: [
    { paths: ['data.number'], unique: true },
    { paths: ['data.office', 'data.handedAt'] },
    { paths: ['data.to', 'data.handedAt'] },
  ],
})
