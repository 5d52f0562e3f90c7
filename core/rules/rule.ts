import { z } from 'zod'
import { Localized } from '../content/localized.ts'
import { Grade, Rank } from '../people/post.ts'
import { UnitKind } from '../people/unit.ts'
import { Audience, Expects, Rung, Severity } from '../warnings/warning.ts'

const Posts = z.strictObject({
  grades: z.array(Grade).optional(),
  ranks: z.array(Rank).optional(),
  kinds: z.array(UnitKind).optional(),
})

/** What makes a rule look. */
export const Trigger = z.discriminatedUnion('kind', [
  /** So many working days before (negative), at (0) or after the last day of a case. */
  z.strictObject({ kind: z.literal('deadline'), days: z.number().int().min(-60).max(60) }),
  /** So many cases received within the last days, of one unit, matter or place. */
  z.strictObject({
    kind: z.literal('count'),
    by: z.enum(['unit', 'matter', 'place']),
    days: z.number().int().min(1).max(366),
    atLeast: z.number().int().min(1).max(10_000),
    /** CEL over each case: which ones count. */
    each: z.string().optional(),
  }),
  /** A step in the life of a case, such as `reopen`. */
  z.strictObject({
    kind: z.literal('event'),
    step: z.enum(['pass', 'reopen', 'stayed', 'rate', 'dispatch', 'refuse', 'answer', 'rule']),
  }),
  /** Somebody has held a post for so many years; `before` are days of warning. */
  z.strictObject({
    kind: z.literal('post'),
    years: z.number().int().min(0).max(40),
    before: z.number().int().min(0).max(366).default(0),
    of: Posts.default({}),
  }),
  /** A post has been vacant for so many days. */
  z.strictObject({ kind: z.literal('vacancy'), days: z.number().int().min(1).max(3_660), of: Posts.default({}) }),
  /** So many working days before a festival of the official list, or a day of every year or month. */
  z.strictObject({
    kind: z.literal('calendar'),
    on: z.union([
      z.strictObject({ festival: z.string().min(1), before: z.number().int().min(0).max(30) }),
      z.strictObject({ month: z.number().int().min(1).max(12), day: z.number().int().min(1).max(31) }),
      z.strictObject({ day: z.number().int().min(1).max(31) }),
    ]),
    of: Posts.default({}),
  }),
  /** A place in a ranking that another part of the program has made. */
  z.strictObject({
    ...{ kind: z.literal('ranking'), ranking: z.string().min(1) },
    /** The condition has to hold in so many rankings in a row, this one among them. */
    inRow: z.number().int().min(1).max(8).optional(),
  }),
  /** An officer, who names the person. */
  z.strictObject({ kind: z.literal('manual') }),
])
export type Trigger = z.infer<typeof Trigger>
export type TriggerOf<K extends Trigger['kind']> = Extract<Trigger, { kind: K }>

export const RuleName = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/)

/** When somebody is warned, for what, and what is expected. */
export const Rule = z.strictObject({
  name: RuleName,
  title: Localized,
  /** Whether it runs; anybody may try it on history before that. */
  on: z.boolean().default(false),
  trigger: Trigger,
  /** CEL over the words of the trigger's kind; always, where absent. */
  when: z.string().max(500).optional(),
  severity: Severity,
  to: Audience,
  copies: z.array(Audience).max(6).default(['leader']),
  /** What happened, with `{{blanks}}`. */
  says: Localized,
  expected: Localized.optional(),
  expects: Expects.optional(),
  within: z.number().int().min(1).max(60).optional(),
  endsWithGround: z.boolean().optional(),
  ladder: z.array(Rung).max(8).optional(),
  /** It reaches the person in their digest, not alone. */
  grouped: z.boolean().default(false),
  /** It says nothing while the same case has a warning of one of these kinds. */
  silencedBy: z.array(Severity).max(5).default([]),
})
export type Rule = z.infer<typeof Rule>
