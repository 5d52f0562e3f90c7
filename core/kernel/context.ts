import type { Services } from '../ports/services.ts'
import type { Query, Scalar, Where } from '../ports/store.ts'
import type { Actor } from './actor.ts'
import type { Operation } from './operation.ts'
import type { RecordType, Stored } from './record.ts'

/** Reading one kind of record; nothing can be written through it. */
export interface Reader<T> {
  get(id: string): Promise<Stored<T> | undefined>
  page(query: Query): Promise<{ readonly rows: readonly Stored<T>[]; readonly next?: string }>
  stream(query: Query): AsyncIterable<Stored<T>>
  first(query: Query): Promise<Stored<T> | undefined>
  versions(where: Where): Promise<ReadonlyMap<string, number>>
  count(where: Where): Promise<number>
  groupCount(where: Where, path: string): Promise<ReadonlyMap<Scalar, number>>
}

/** What an operation is given to run with. */
export interface Context extends Services {
  readonly actor: Actor
  /** The instant of this execution; nothing in it reads a clock. */
  readonly now: string
  /** The key of this execution: the same key is the same act. */
  readonly key: string
  read<T>(type: RecordType<T>): Reader<T>
  /**
   * The record that this operation is about to change. Where this very execution (the same key) changed it already,
   * the kernel stops here and gives the same output again.
   * @throws Refusal `not-found`
   */
  load<T>(type: RecordType<T>, id: string): Promise<Stored<T>>
  /**
   * The record that this operation is about to change, as this process knew it last: for kinds that are `remembered`.
   * Where another process has changed it since, the execution is run again on what stands in the store, at the latest
   * when it commits and before it executes any other command.
   */
  recall<T>(type: RecordType<T>, id: string): Promise<Stored<T> | undefined>
  /** The id of the record that this execution makes: the same for the same key. */
  newId(type: { readonly prefix: string }): string
  /** Whether the effect of this id has been marked as done where it was wished for: it will not begin again. */
  isSettled(effect: string): Promise<boolean>
  /**
   * Another operation as part of this one, as the same actor; `part` tells several of them apart. What it writes keeps
   * `under/part` as its key: another one than this execution's where that must not be found there.
   */
  execute<I, O>(operation: Operation<I, O>, input: I, part: string, as?: Actor, under?: string): Promise<O>
}
