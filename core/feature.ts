import type { ContentPiece } from './content/content.ts'
import type { Command } from './conversation/command.ts'
import type { Done } from './conversation/done.ts'
import type { Waiting } from './conversation/waiting.ts'
import type { Job } from './kernel/job.ts'
import type { Part } from './kernel/part.ts'
import type { Ledger } from './ledgers/ledger.ts'
import type { Dated } from './provisional/dated.ts'

/** A part of the product as one value; `core/features.ts` is the only place that knows them all. */
export interface Feature extends Part {
  readonly commands?: readonly Command[]
  /** What waits for somebody, as lines of their home. */
  readonly waiting?: readonly Waiting[]
  /** What somebody has finished, as lines below it. */
  readonly done?: readonly Done[]
  /** What it does again and again, at times of the office's clock. */
  readonly jobs?: readonly Job[]
  /** Dates that its records promise in working days, and that a list of holidays may move. */
  // biome-ignore lint/suspicious/noExplicitAny: as with records
  readonly dated?: readonly Dated<any>[]
  /** The books that fill themselves from its records. */
  readonly ledgers?: readonly Ledger[]
  /** What the feature reads from `content/`. */
  readonly content?: readonly ContentPiece<unknown>[]
}

export const feature = (declared: Feature): Feature => declared
