import { z } from 'zod'
import { contentPiece } from '../content/content.ts'
import { Localized } from '../content/localized.ts'
import { record } from '../kernel/record.ts'
import { Severity } from '../warnings/warning.ts'

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

const AdviceSchema = z.strictObject({
  /** A measure that is worth thinking about after so many warnings of a severity in so many months. */
  recommend: z.array(
    z.strictObject({
      ...{
        kind: MeasureKind,
        severity: Severity,
        count: z.number().int().min(1),
        months: z.number().int().min(1).max(36),
      },
      /** The rule of the office that says so. */
      because: Localized,
    }),
  ),
})

/** `content/measures.yaml`: what the program may recommend. It decides nothing. */
export const Advice = contentPiece({ name: 'measures', files: 'measures.yaml', schema: AdviceSchema })
