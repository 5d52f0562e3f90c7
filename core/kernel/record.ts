import type { z } from 'zod'
import type { CollectionSpec, Document, Index } from '../ports/store.ts'

/** Something to be done because of a commit; stored inside it, and done afterwards under this id exactly once. */
export interface Effect {
  readonly id: string
  /** The operation to execute, by name. */
  readonly do: string
  readonly input: unknown
  /** When, as an instant; at once where absent. */
  readonly at?: string
}

/** One step in a record's life. */
export interface Step {
  readonly version: number
  readonly at: string
  readonly by: string
  /** The operation's name. */
  readonly did: string
  /** The key under which it was executed: the same key again is the same act again, and does nothing. */
  readonly key: string
}

/** A record as it stands in the store. */
export interface Stored<T> extends Document {
  readonly data: T
  readonly history: readonly Step[]
  /** What this and earlier commits still have to get done. */
  readonly effects?: readonly Effect[]
}

/** A kind of record: its name, the schema of its data, and the indexes that its questions need. */
export interface RecordType<T> extends CollectionSpec {
  readonly schema: z.ZodType<T>
  /** Starts the ids of such records. */
  readonly prefix: string
  /** How many steps of history to keep; all where absent. */
  readonly keepSteps?: number
  /**
   * How many of them a process may keep in memory between executions, for `context.recall`. Their versions begin
   * anywhere, so that a record that was removed and made anew is never taken for its forerunner.
   */
  readonly remembered?: number
}

export type RecordOf<R> = R extends RecordType<infer T> ? T : never

interface Declared<S extends z.ZodType> {
  readonly prefix: string
  readonly schema: S
  readonly indexes?: readonly Index[]
  readonly keepSteps?: number
  readonly remembered?: number
}

/** Declares a kind of record. Index paths begin with `data.`. */
export const record = <S extends z.ZodType>(name: string, declared: Declared<S>): RecordType<z.infer<S>> => ({
  name,
  prefix: declared.prefix,
  schema: declared.schema as z.ZodType<z.infer<S>>,
  indexes: declared.indexes ?? [],
  ...(declared.keepSteps === undefined ? {} : { keepSteps: declared.keepSteps }),
  ...(declared.remembered === undefined ? {} : { remembered: declared.remembered }),
})
