import { z } from 'zod'
import { Audience } from '../audiences/audience.ts'
import { CountedDay } from '../calendar/counted.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import { MessageFile } from '../messaging/message.ts'

/**
 * What stands in a message: text keys, so that everybody reads it in their language. Params may hold variables; `title`,
 * `number` and the last `day` are the campaign's own.
 */
export const Words = z.strictObject({
  say: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** Each begins the command that the kind `opens`, with the campaign's id and then `args`. */
  buttons: z
    .array(
      z.strictObject({
        say: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
        args: z.string().max(40).default(''),
        style: z.enum(['primary', 'danger', 'plain']).default('plain'),
      }),
    )
    .default([]),
  files: z.array(MessageFile).default([]),
})
export type Words = z.infer<typeof Words>

/** What a feature says of its kind of campaign: what it sends, and which command people answer with. */
export const Kind = z.strictObject({
  /** Such as `notice`, `form`, `pledge`, `lesson`. */
  name: z.string(),
  /** The command behind its buttons. */
  opens: z.string(),
  invite: Words,
  remind: Words,
  /** Whether anybody is to answer at all. */
  asks: z.boolean(),
  /** Answers are taken after it has closed, too. */
  late: z.boolean().default(false),
  /** A duty can't be declined like news. */
  duty: z.boolean().default(true),
  /** Answers are told in confidence: nobody reads when each person answered, for that would say whose an answer is. */
  confidential: z.boolean().optional(),
})
export type Kind = z.infer<typeof Kind>
export type GivenKind = z.input<typeof Kind>

/** Something that an audience is asked, or told, within a window. */
export const Campaign = record('campaign', {
  prefix: 'n',
  schema: z.strictObject({
    /** What people call it by. */
    number: z.number().int(),
    kind: Kind,
    /** The record or the content that it is about. */
    subject: z.string(),
    title: z.string(),
    audience: Audience,
    /** The audience as it is called. */
    whom: z.string(),
    opensAt: z.string(),
    closesAt: z.string().optional(),
    closedAt: z.string().optional(),
    /** Where its last day was counted in working days: the list of a year may still move it. */
    lastDay: CountedDay.optional(),
    /** So many working days before it closes, those who have not answered are reminded. */
    reminders: z.array(z.number().int()),
    /** Over how many hours the messages leave. */
    spread: z.number(),
    /** Comes in quiet hours too. */
    urgent: z.boolean(),
    state: z.enum(['open', 'closed', 'cancelled']),
    openedBy: z.string(),
    openedAt: z.string(),
  }),
  indexes: [
    { paths: ['data.number'], unique: true },
    { paths: ['data.kind.name', 'data.opensAt'] },
    { paths: ['data.lastDay.provisional'] },
  ],
})
export type Campaign = RecordOf<typeof Campaign>

/** What becomes of a message whose place in the spread has not come. */
export const UNSENT = {
  open: { state: 'planned', reason: undefined },
  closed: { state: 'expired', reason: 'expired' },
  cancelled: { state: 'cancelled', reason: 'cancelled' },
} as const
