import { z } from 'zod'
import { Attachment, Place } from '../conversation/conversation.ts'
import { type RecordOf, record } from '../kernel/record.ts'

/** Something that a supervisor found, and what became of it. */
const Finding = z.object({
  text: z.string(),
  place: Place.optional(),
  photos: z.array(Attachment),
  became: z
    .object({
      what: z.enum(['case', 'warning', 'noted']),
      at: z.string(),
      by: z.string(),
      /** The version of the visit in which it was decided. */
      version: z.number().int(),
      id: z.string().optional(),
      number: z.string().optional(),
    })
    .optional(),
})
export type Finding = z.infer<typeof Finding>

/** A visit of an invited supervisor 明察暗访. The unit that was visited never sees it. */
export const Visit = record('visit', {
  prefix: 'vs',
  schema: z.object({
    /** `AH-V-2026-000012`. */
    number: z.string(),
    round: z.string().optional(),
    /** The code of the supervisor. */
    supervisor: z.string(),
    day: z.string(),
    unit: z.string(),
    place: Place.optional(),
    announced: z.boolean(),
    kind: z.enum(['window', 'village', 'project', 'other']),
    /** What of the checklist is not done, by the options of the form; and the form's version. */
    lacks: z.array(z.string()),
    form: z.number().int(),
    photos: z.array(Attachment),
    findings: z.array(Finding),
    office: z.string(),
    recordedAt: z.string(),
  }),
  indexes: [
    { paths: ['data.number'], unique: true },
    { paths: ['data.office', 'data.recordedAt'] },
    { paths: ['data.supervisor', 'data.recordedAt'] },
    { paths: ['data.round'] },
    { paths: ['data.recordedAt'] },
  ],
})
export type Visit = RecordOf<typeof Visit>

/** A round of visits 轮次: who goes where until when. */
export const Round = record('visit-round', {
  prefix: 'vr',
  schema: z.object({
    title: z.string(),
    announced: z.boolean(),
    units: z.array(z.string()),
    supervisors: z.array(z.string()),
    from: z.string(),
    to: z.string(),
    office: z.string(),
    state: z.enum(['open', 'closed']),
    plannedAt: z.string(),
    plannedBy: z.string(),
    summary: z.string().optional(),
    closedAt: z.string().optional(),
  }),
  indexes: [{ paths: ['data.office', 'data.plannedAt'] }, { paths: ['data.plannedAt'] }],
})
export type Round = RecordOf<typeof Round>
