import { z } from 'zod'
import { type RecordOf, record } from '../kernel/record.ts'
import { Code, imported } from './unit.ts'

export const RANKS = ['head', 'deputy', 'section', 'staff'] as const
export const Rank = z.enum(RANKS)
export type Rank = z.infer<typeof Rank>

/** The risk grade of a post 廉政风险岗位: one is the highest. */
export const Grade = z.union([z.literal(1), z.literal(2), z.literal(3)])
export type Grade = z.infer<typeof Grade>

/** A job in a unit 岗位, and who holds it. Its id is its code. */
export const Post = record('post', {
  prefix: 'p',
  schema: z.strictObject({
    code: Code,
    unit: Code,
    title: z.string().min(1),
    rank: Rank,
    grade: Grade.optional(),
    /** Looks after discipline in the unit 纪检. */
    discipline: z.boolean().optional(),
    /** Receives what comes to the unit. */
    reception: z.boolean().optional(),
    /** The post that directs this one, where ranks alone don't tell. */
    leader: Code.optional(),
    /** The person who holds it; absent while it is vacant. */
    holder: Code.optional(),
    /** Since which day. */
    since: z.string().optional(),
    /** Who stands in 岗: stays when the holder goes, so that somebody answers meanwhile. */
    standIn: Code.optional(),
    /** When it was last filled or left, so that a late effect of an older file changes nothing. */
    heldAt: z.string().optional(),
    ...imported,
  }),
  indexes: [{ paths: ['data.holder'] }],
})
export type Post = RecordOf<typeof Post>
