import { z } from 'zod'
import { Localized } from '../content/localized.ts'
import { Attachment } from '../conversation/conversation.ts'
import { record } from '../kernel/record.ts'

/** How grave a warning is: a reminder 提醒, a yellow card 黄牌, a red card 红牌, a prompt 预警, a proposed talk 约谈建议. */
export const SEVERITIES = ['reminder', 'yellow', 'red', 'prompt', 'talk'] as const
export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

/** Where a warning stands. `lifecycle.ts` says which step leads where. */
export const WarningState = z.enum([
  'issued',
  'delivered',
  'acknowledged',
  'answered',
  'returned',
  'accepted',
  'closed',
  'withdrawn',
])
export type WarningState = z.infer<typeof WarningState>

/** What the person warned owes: nothing, one tap, or a written answer. */
export const Expects = z.enum(['nothing', 'acknowledgement', 'answer'])
export type Expects = z.infer<typeof Expects>

/** Who hears of a warning, computed from who is who on the day. */
export const Audience = z.enum([
  /** Who is in charge of what it is about. */
  'person',
  /** The leader responsible for their post, by D10. */
  'leader',
  /** The head of their unit. */
  'head',
  /** The deputy leader in charge of their unit 分管领导. */
  'line',
  /** Who looks after discipline in their unit. */
  'discipline',
  /** The head of the unit one level up that answers for the same matters 对口单位. */
  'counterpart',
  'officers',
  'directors',
])
export type Audience = z.infer<typeof Audience>

/** The three tiers that keep books 台账: whoever is in charge of a thing, the deputy, and the head. */
export const TIERS = ['in-charge', 'deputy', 'head'] as const
const Tier = z.enum(TIERS)
export type Tier = z.infer<typeof Tier>

/** A rung of the ladder: so many working days after the one before, these hear of it. */
export const Rung = z.strictObject({ after: z.number().int().min(1).max(60), to: Audience })
export type Rung = z.infer<typeof Rung>

const At = z.string()
/** `person:code` or `system`, as in histories. */
const By = z.string()
const Due = z.object({
  day: z.string(),
  provisional: z.boolean(),
  /** How it was counted, in working days: what it is counted from anew when the list of a year is announced. */
  counted: z.object({ from: z.string(), days: z.number().int() }).optional(),
})

/** One step of its life: who did what when, and on which channel. */
const Step = z.object({
  at: At,
  by: By,
  did: z.string(),
  channel: z.string(),
  /** Why, in the words of whoever did it. */
  note: z.string().optional(),
  /** People who heard of it for the first time by this step. */
  told: z.array(z.string()).optional(),
})

const Answer = z.object({
  at: At,
  by: By,
  round: z.number().int(),
  cause: z.string(),
  done: z.string(),
  /** By when the rest will be put right; absent where all is. */
  until: z.string().optional(),
  files: z.array(Attachment),
})

export const WarningSchema = z.object({
  /** For the record: `AH-W-2026-000123`. */
  number: z.string(),
  severity: Severity,
  state: WarningState,
  /** 1, and one more with each answer that is returned. */
  round: z.number().int(),
  ground: z.object({
    /** What happened, with its date, in words. */
    says: Localized,
    day: z.string(),
    /** The case that it is about. */
    case: z.string().optional(),
    /** The rule that asks for it, by name and version. */
    rule: z.object({ name: z.string(), title: Localized, version: z.number().int() }).optional(),
  }),
  expects: Expects,
  /** What is expected, in words. */
  expected: Localized.optional(),
  /** It is over when what it is about is settled, whatever the person still owes. */
  endsWithGround: z.boolean(),
  /** It ends when the same case gets a warning of one of these kinds: a red card silences the yellow. */
  silencedBy: z.array(Severity),
  to: z.string(),
  unit: z.string(),
  /** The post in which the person is warned: who acts there may answer for them. */
  post: z.string().optional(),
  /** The unit whose officers decide on it. */
  office: z.string(),
  issuedBy: By,
  issuedAt: At,
  /** The office's day on which it was issued. */
  issuedOn: z.string(),
  /** Everybody else who was told of it. */
  copies: z.array(z.string()),
  /** Too many came that day: the person reads it in a digest. */
  quiet: z.boolean(),
  /** Until when the person owes what is expected. */
  due: Due,
  /** Every last day that ever held and since when, the newest last: what the ledger of a past period goes by. */
  dueDays: z.array(z.object({ at: At, day: z.string() })).optional(),
  /** Who was warned and as what on that day: names and posts change, the ledger does not. */
  asIssued: z.object({ person: z.string(), unit: z.string(), tier: Tier }).optional(),
  ladder: z.array(Rung),
  /** How many rungs it has climbed. */
  climbed: z.number().int(),
  /** When it is looked at again; every open warning has one. */
  timer: z.object({ n: z.number().int(), at: At }).optional(),
  deliveredAt: At.optional(),
  acknowledged: z.object({ at: At, by: By }).optional(),
  answers: z.array(Answer),
  /** Asked for once 延期. */
  moreTime: z
    .object({
      at: At,
      days: z.number().int(),
      reason: z.string(),
      decided: z.object({ at: At, by: By, granted: z.boolean(), reason: z.string().optional() }).optional(),
    })
    .optional(),
  /** The person says that the ground is wrong 申诉; once. */
  dispute: z
    .object({
      at: At,
      reason: z.string(),
      files: z.array(Attachment),
      decided: z.object({ at: At, by: By, upheld: z.boolean(), reason: z.string() }).optional(),
    })
    .optional(),
  endedAt: At.optional(),
  endedAs: z
    .enum(['put-right', 'acknowledged', 'told', 'ground-settled', 'overtaken', 'withdrawn', 'dispute-upheld'])
    .optional(),
  steps: z.array(Step),
})
export type WarningData = z.infer<typeof WarningSchema>

/** A warning to a cadre for a duty, a case or a date 预警提示, from its issue to its end. */
export const Warning = record('warning', {
  prefix: 'w',
  schema: WarningSchema,
  indexes: [
    { paths: ['data.number'], unique: true },
    { paths: ['data.to', 'data.state', 'data.issuedAt'] },
    { paths: ['data.to', 'data.issuedOn'] },
    { paths: ['data.due.provisional'] },
    { paths: ['data.office', 'data.state', 'data.issuedAt'] },
    { paths: ['data.unit', 'data.issuedAt'] },
    { paths: ['data.copies'], many: true },
    { paths: ['data.ground.case'] },
    { paths: ['data.ground.rule.name', 'data.issuedAt'] },
    { paths: ['data.issuedAt'] },
  ],
})
