import { z } from 'zod'
import { record } from '../kernel/record.ts'

/** 效能告诫, 诫勉谈话, 通报批评, 问责. */
export const KINDS = ['efficiency', 'admonition', 'criticism', 'accountability'] as const
export const MeasureKind = z.enum(KINDS)

const MeasureSchema = z.object({
  /** For the record: `AH-M-2026-000003`. */
  number: z.string(),
  kind: MeasureKind,
  /** Whom it is taken against. */
  person: z.string(),
  unit: z.string(),
  ground: z.string(),
  /** Which people decided, when, and in which document. The program never decides. */
  decision: z.object({ by: z.string(), day: z.string(), document: z.string() }),
  /** The unit whose officers recorded it. */
  office: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  revoked: z.object({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
})
export type MeasureData = z.infer<typeof MeasureSchema>

/** A measure that people took against a cadre under the rules 处理措施, recorded with its ground and who decided. */
export const Measure = record('measure', {
  prefix: 'me',
  schema: MeasureSchema,
  indexes: [
    { paths: ['data.number'], unique: true },
    { paths: ['data.person', 'data.recordedAt'] },
    { paths: ['data.office', 'data.recordedAt'] },
    { paths: ['data.recordedAt'] },
  ],
})
