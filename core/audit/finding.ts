import { z } from 'zod'

/** What proves that somebody, or a fault, has been at the records or at the audit itself. */
export const Finding = z.discriminatedUnion('kind', [
  /** The page in this place is not what was written. */
  z.object({ kind: z.literal('changed'), seq: z.int() }),
  /** The page of this place is gone, and later ones are there. */
  z.object({ kind: z.literal('gap'), seq: z.int() }),
  /** In this place stands a page that belongs elsewhere. */
  z.object({ kind: z.literal('reordered'), seq: z.int() }),
  /** The end that was written down elsewhere is not in the chain: pages up to there were cut off or replaced. */
  z.object({ kind: z.literal('cut-off'), seq: z.int() }),
  /** A step of a record has no entry: the audit's end was cut off, or the record was changed past the one door. */
  z.object({ kind: z.literal('missing'), record: z.string(), id: z.string(), version: z.int() }),
  /** A record, or its history, is not what the audit says. */
  z.object({ kind: z.literal('altered'), record: z.string(), id: z.string(), version: z.int() }),
  /** A record is gone, and no operation took it out. */
  z.object({ kind: z.literal('lost'), record: z.string(), id: z.string(), version: z.int() }),
  /** A record of this kind can't be read any more. */
  z.object({ kind: z.literal('unreadable'), record: z.string() }),
])
export type Finding = z.infer<typeof Finding>
