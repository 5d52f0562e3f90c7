import { z } from 'zod'
import { type RecordOf, record } from '../kernel/record.ts'

/** What people choose for units, posts and persons in their files; never changes once used. */
export const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/)

/** From the top down. */
export const LEVELS = ['city', 'county', 'township', 'village'] as const
export const Level = z.enum(LEVELS)
export type Level = z.infer<typeof Level>

export const UnitKind = z.enum(['department', 'agency', 'township', 'village', 'window', 'company', 'office'])
export type UnitKind = z.infer<typeof UnitKind>

/** Where a record's present state came from: the digest of the row, and when that row was accepted. */
export const imported = { from: z.string().optional(), importedAt: z.string().optional() }

/** A department, agency, township, village, window or company 单位. Its id is its code. */
export const Unit = record('unit', {
  prefix: 'u',
  schema: z.strictObject({
    code: Code,
    name: z.string().min(1),
    short: z.string().optional(),
    /** What people call it besides. */
    aliases: z.array(z.string()),
    level: Level,
    kind: UnitKind,
    parent: Code.optional(),
    /** The post of the deputy leader in charge of it 分管领导. */
    line: Code.optional(),
    /** The unit that answers for the same matters one level up 对口单位. */
    counterpart: Code.optional(),
    /** The place that it serves, by its code. */
    place: z.string().optional(),
    phone: z.string().optional(),
    address: z.string().optional(),
    hours: z.string().optional(),
    duties: z.string().optional(),
    ...imported,
  }),
})
export type Unit = RecordOf<typeof Unit>

/** How many levels `lower` lies below `upper`; negative when it lies above. */
export const levelsBelow = (lower: Level, upper: Level): number => LEVELS.indexOf(lower) - LEVELS.indexOf(upper)
