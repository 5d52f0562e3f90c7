import type { Language } from '../content/content.ts'
import type { Context } from '../kernel/context.ts'
import type { Params } from '../kernel/errors.ts'
import type { Organisation } from '../people/organisation.ts'
import type { Cell } from '../ports/printer.ts'
import type { Period } from './period.ts'

/** What a ledger is asked for. */
export interface Asked {
  readonly context: Context
  readonly org: Organisation
  readonly period: Period
  /** The instant up to which things are told: the end of the period, or now while it is not over. */
  readonly asAt: string
  /** Only what belongs to these units; everything where absent. */
  readonly units: ReadonlySet<string> | undefined
  readonly language: Language
  /** A text in the reader's language. */
  say(key: string, params?: Params): string
}

/** Figures under the rows, such as rates with the period before beside them. */
export interface Figures {
  /** Text keys of the headings. */
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/**
 * A book that fills itself 台账: declared by the feature whose records it shows, in one place. Its title is the text
 * `ledgers.NAME`, its headings are `ledgers.NAME.COLUMN`.
 */
export interface Ledger {
  /** `a-z` and `-`; stands in buttons and on the command line. */
  readonly name: string
  readonly columns: readonly string[]
  /**
   * One row for each thing of the period, in an order that never changes, as things stood at `asAt`: so the same period
   * gives the same rows whenever it is asked for. Leaves out what whoever asks must not see.
   */
  rows(asked: Asked): AsyncIterable<readonly Cell[]>
  figures?(asked: Asked): Promise<Figures>
}
