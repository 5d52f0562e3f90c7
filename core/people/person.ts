import { z } from 'zod'
import { Role } from '../kernel/actor.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import { Stratum } from './stratum.ts'
import { Code, imported } from './unit.ts'

export const PersonLanguage = z.enum(['zh-CN', 'zh-TW', 'en'])

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** Times of the office's wall clock between which only replies and urgent messages come; may pass midnight. */
export const QuietHours = z
  .strictObject({ from: TimeOfDay, until: TimeOfDay })
  .refine(({ from, until }) => from !== until, 'must not begin and end at the same time')
export type QuietHours = z.infer<typeof QuietHours>

/** From an instant until another, which is no longer part of it; `standIn` is who was named to act meanwhile. */
export const Away = z.strictObject({ from: z.iso.datetime(), until: z.iso.datetime(), standIn: Code.optional() })
export type Away = z.infer<typeof Away>

/** A cadre, a member of the office's staff 干部, or of a contact point 联系点成员. Its id is its code. */
export const Person = record('person', {
  prefix: 'h',
  schema: z.strictObject({
    code: Code,
    name: z.string().min(1),
    roles: z.array(Role),
    language: PersonLanguage,
    /** The channel that is tried first. */
    channel: z.string().optional(),
    quietHours: QuietHours.optional(),
    /** The times of absence that are not over, or not long, the earliest first; none overlap. */
    away: z.array(Away).optional(),
    /** When that was decided, so that a late effect of an older decision changes nothing. */
    awayDecidedAt: z.string().optional(),
    /** Wants no notices; duties and replies still come. */
    declines: z.boolean().optional(),
    /** For members of contact points 联系点成员: the stratum they were chosen from, and the place they live in. */
    stratum: Stratum.optional(),
    place: z.string().optional(),
    state: z.enum(['active', 'left']),
    leftAt: z.string().optional(),
    ...imported,
  }),
})
export type Person = RecordOf<typeof Person>

/** The absence that this instant lies in. */
export const absenceAt = (person: Person, instant: string): Away | undefined =>
  person.away?.find(({ from, until }) => from <= instant && instant < until)
