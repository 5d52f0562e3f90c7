import type { Context } from '../kernel/context.ts'
import type { RecordType } from '../kernel/record.ts'
import type { Where } from '../ports/store.ts'

interface Day {
  readonly day: string
  readonly provisional: boolean
}

/** A provisional date, as it was told and as the calendar has it now. */
export interface Anew {
  readonly promised: Day
  readonly anew: Day
}

/**
 * A kind of date that a feature promises in working days. It is counted anew when the official list of a year is there:
 * declared here, and nowhere else known.
 */
export interface Dated<T> {
  /** Names it in texts: `holidays.what-NAME`. */
  readonly name: string
  readonly record: RecordType<T>
  /** Finds the records whose date is provisional. */
  readonly where: Where
  /** What people call the record, such as a case's number. */
  readonly number: (data: T, id: string) => string
  /** The unit whose officers may see it; everybody's where absent. */
  readonly office?: (data: T) => string
  /** None where there is nothing open that could move. */
  readonly anew: (context: Pick<Context, 'content' | 'now'>, data: T) => Anew | undefined
  /** The wish that settles one record: the operation tells whoever was told the date before. */
  readonly settle: (id: string) => { readonly do: string; readonly input: object }
}

/** Whether there is anything to settle: no list that is still to come may be waited for in vain every day. */
export const differs = ({ promised, anew }: Anew): boolean =>
  promised.day !== anew.day || promised.provisional !== anew.provisional
