import { z } from 'zod'
import { type RecordOf, record } from '../kernel/record.ts'
import { Code, imported } from './unit.ts'

export const RANKS = ['head', 'deputy', 'section', 'staff'] as const
export const Rank = z.enum(RANKS)
export type Rank = z.infer<typeof Rank>

/** The risk grade of a post 廉政风险岗位: one is the highest. */
export const Grade = z.union([z.literal(1), z.literal(2), z.literal(3)])
export type Grade = z.infer<typeof Grade>

/** Somebody who held a post 历任, and until which day. */
const Earlier = z.strictObject({ holder: Code, since: z.string().optional(), until: z.string() })
const MOST_EARLIER = 10

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
    /** Who held it before, the latest last. */
    earlier: z.array(Earlier).max(MOST_EARLIER).optional(),
    /** Who stands in 岗: stays when the holder goes, so that somebody answers meanwhile. */
    standIn: Code.optional(),
    /** When it was last filled or left, so that a late effect of an older file changes nothing. */
    heldAt: z.string().optional(),
    ...imported,
  }),
  indexes: [{ paths: ['data.holder'] }],
})
export type Post = RecordOf<typeof Post>

/** Those who held it before, once its holder has gone on a day. */
export const earlierOnce = ({ holder, since, earlier }: Post, until: string): z.infer<typeof Earlier>[] | undefined =>
  holder === undefined
    ? earlier
    : [...(earlier ?? []), { holder, ...(since === undefined ? {} : { since }), until }].slice(-MOST_EARLIER)
