import type { RecordType, Stored } from './record.ts'

/** An effect before it has an id. */
export interface Wish {
  readonly do: string
  readonly input: unknown
  readonly at?: string
}

/** The one write of an operation. */
export type Write =
  | {
      readonly kind: 'create'
      readonly type: RecordType<unknown>
      readonly id: string
      readonly data: unknown
      readonly wishes: readonly Wish[]
    }
  | {
      readonly kind: 'change'
      readonly type: RecordType<unknown>
      readonly from: Stored<unknown>
      readonly data: unknown
      readonly wishes: readonly Wish[]
    }
  | {
      readonly kind: 'remove'
      readonly type: RecordType<unknown>
      readonly from: Stored<unknown>
      /** What the record wished for later dates is dropped with it. */
      readonly timers: boolean
    }

/** What `run` decides: a write whose record then gives the output, or an answer without any write. */
export type Outcome<O> = { readonly write: Write } | { readonly answer: O }

/** Makes a new record. Its id must come from the execution's key (`context.newId`), so that a repeat meets it again. */
export const create = <T>(
  type: RecordType<T>,
  id: string,
  data: T,
  wishes: readonly Wish[] = [],
): { readonly write: Write } => ({ write: { kind: 'create', type: type as RecordType<unknown>, id, data, wishes } })

/** Gives a record that `context.load` brought its next state. */
export const change = <T>(
  type: RecordType<T>,
  from: Stored<T>,
  data: T,
  wishes: readonly Wish[] = [],
): { readonly write: Write } => ({ write: { kind: 'change', type: type as RecordType<unknown>, from, data, wishes } })

/**
 * Takes a record out of the store: for what must not be kept. With `timers`, what it wished for later dates goes too:
 * for records whose very id must not stand anywhere any more.
 */
export const remove = <T>(
  type: RecordType<T>,
  from: Stored<T>,
  { timers = false }: { readonly timers?: boolean } = {},
): { readonly write: Write } => ({ write: { kind: 'remove', type: type as RecordType<unknown>, from, timers } })

export const answer = <O>(output: O): { readonly answer: O } => ({ answer: output })
