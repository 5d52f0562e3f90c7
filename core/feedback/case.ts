import { z } from 'zod'
import { CountedDay } from '../calendar/counted.ts'
import { LimitClock } from '../calendar/index.ts'
import { Attachment, Place } from '../conversation/conversation.ts'
import { record } from '../kernel/record.ts'
import { ReporterMode } from '../reporters/reporter.ts'

/** Where a case stands. `lifecycle.ts` says which step leads where. */
export const CaseState = z.enum([
  'received',
  'dispatched',
  'disputed',
  'accepted',
  'answered',
  'closed',
  'refused',
  'merged',
  'withdrawn',
])
export type CaseState = z.infer<typeof CaseState>

const At = z.string()
/** `person:code` or `citizen` or `system`, as in histories. */
const By = z.string()

/** What the citizen, a unit or the office added to the matter itself. */
const Addition = z.object({
  at: At,
  by: z.enum(['citizen', 'office', 'unit']),
  text: z.string(),
  files: z.array(Attachment),
})

/** Something that the citizen was asked; while it is open, the clock stands. */
const Question = z.object({
  id: z.string(),
  at: At,
  by: By,
  text: z.string(),
  answer: z.object({ at: At, text: z.string(), files: z.array(Attachment) }).optional(),
})

/** A unit said that another should answer. It stays answerable until the other accepts 首问负责. */
const Pass = z.object({ at: At, by: By, from: z.string(), to: z.string().optional(), reason: z.string() })

const Proposal = z.object({
  matter: z.string().optional(),
  unit: z.string().optional(),
  supporting: z.array(z.string()),
  confidence: z.number(),
  because: z.array(z.string()),
  alternatives: z.array(
    z.object({ matter: z.string(), confidence: z.number(), because: z.array(z.string()).optional() }),
  ),
})

/** What the citizen thought of an answer; each question may be passed over. */
const Rating = z.object({
  at: At,
  round: z.number(),
  solved: z.enum(['yes', 'partly', 'no']),
  attitude: z.number().int().min(1).max(5).optional(),
  speed: z.number().int().min(1).max(5).optional(),
  words: z.string().optional(),
})

const Closing = z.object({
  /** What the kind of case demands, and what was done about it 三不放过. */
  checklist: z.record(z.string(), z.object({ at: At, by: By, note: z.string() })),
  approval: z.object({ at: At, by: By }).optional(),
  requestedAt: At.optional(),
})

export const CaseSchema = z.object({
  /** For the record: `AH-2026-000123`. */
  number: z.string(),
  kind: z.enum(['complaint', 'help', 'suggestion', 'integrity']),
  state: CaseState,
  channel: z.string(),
  receivedAt: At,
  text: z.string(),
  place: Place.optional(),
  since: z.string().optional(),
  wanted: z.string().optional(),
  urgent: z.boolean(),
  /** Told by a member of a contact point 绿色通道: a shorter limit, and first in the queue. */
  green: z.boolean().optional(),
  attachments: z.array(Attachment),
  reporter: ReporterMode,
  /** Who is complained about: they never see or handle the case. */
  against: z.object({ units: z.array(z.string()), people: z.array(z.string()) }),
  /** The unit whose officers run the case: the office, or the one above it when the office is complained about. */
  office: z.string(),
  proposal: Proposal,
  matter: z.string().optional(),
  /** How often the case was opened: 1, and one more with each reopening. */
  round: z.number().int(),
  lead: z.string().optional(),
  supporting: z.array(z.string()),
  /** Units that are told for information: the counterpart one level up. */
  copied: z.array(z.string()),
  /** Every unit that may see it; kept so that queues can be searched. */
  units: z.array(z.string()),
  clock: LimitClock.optional(),
  /** The last day for an answer; `provisional` until the year's official calendar is known. */
  due: z.object({ day: z.string(), provisional: z.boolean() }).optional(),
  /** What a unit asked for when the time would not do 延期: once a round, and an officer decides. */
  extensions: z
    .array(
      z.object({
        ...{ at: At, by: By, round: z.number().int(), days: z.number().int(), reason: z.string() },
        decided: z.object({ at: At, by: By, granted: z.boolean(), reason: z.string().optional() }).optional(),
      }),
    )
    .optional(),
  acceptedBy: By.optional(),
  passes: z.array(Pass),
  /** By when an officer rules, while units pass it between them. */
  ruleBy: CountedDay.optional(),
  ruling: z.object({ at: At, by: By, unit: z.string(), reason: z.string() }).optional(),
  additions: z.array(Addition),
  questions: z.array(Question),
  measures: z.array(z.object({ at: At, by: By, text: z.string(), files: z.array(Attachment) })),
  answers: z.array(
    z.object({ at: At, by: By, unit: z.string(), text: z.string(), files: z.array(Attachment), round: z.number() }),
  ),
  ratings: z.array(Rating),
  /** Asked again, some time after closing, whether it stayed solved. */
  stayed: z.array(z.object({ at: At, solved: z.boolean() })),
  reopened: z.array(z.object({ at: At, by: By, reason: z.string() })),
  refusal: z.object({ at: At, by: By, reason: z.string(), ask: z.string().optional() }).optional(),
  closing: Closing,
  closedAt: At.optional(),
  closedAs: z.enum(['solved', 'explained', 'silent', 'decided']).optional(),
  mergedInto: z.string().optional(),
  /** Where it stood before it was merged, so that a wrong merge can be undone. */
  beforeMerge: CaseState.optional(),
  /** Cases that tell of the same problem and are answered with this one. */
  merged: z.array(z.string()),
  /** The leader who took the case 包案. */
  owner: z.object({ person: z.string(), at: At }).optional(),
})
export type CaseData = z.infer<typeof CaseSchema>

/** A problem that somebody brought to the office, from its first words to its closing. */
export const Case = record('case', {
  prefix: 'c',
  schema: CaseSchema,
  indexes: [
    { paths: ['data.number'], unique: true },
    { paths: ['data.state', 'data.receivedAt'] },
    { paths: ['data.office', 'data.state', 'data.receivedAt'] },
    { paths: ['data.units'], many: true },
    { paths: ['data.lead', 'data.state', 'data.receivedAt'] },
    // What comes first in queues: `walk.ts`.
    { paths: ['data.office', 'data.state', 'data.green', 'data.receivedAt'] },
    { paths: ['data.office', 'data.state', 'data.kind', 'data.receivedAt'] },
    { paths: ['data.matter', 'data.receivedAt'] },
    { paths: ['data.mergedInto'] },
    { paths: ['data.due.provisional'] },
    { paths: ['data.ruleBy.provisional'] },
    { paths: ['data.receivedAt'] },
  ],
})
