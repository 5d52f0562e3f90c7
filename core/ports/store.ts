/** A JSON value as stores keep it: no `undefined`, no dates (instants are ISO strings in UTC). */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * One document. `id` and `version` are the store's; everything else belongs to the caller.
 * `due` is an ISO instant: what must be looked at again then (a timer, or effects that were not relayed in time).
 */
export interface Document {
  readonly id: string
  readonly version: number
  readonly due?: string
}

/**
 * An index over dotted paths into the document, such as `['data.state', 'data.receivedAt']`.
 * `unique` holds only among documents that have all the paths. `many` indexes every member of one array path,
 * so that `{ has: value }` finds it; it stands alone.
 */
export interface Index {
  readonly paths: readonly string[]
  readonly unique?: boolean
  readonly many?: boolean
}

/** What a collection is called and how it may be searched. `id` and `due` are always indexed. */
export interface CollectionSpec {
  readonly name: string
  readonly indexes: readonly Index[]
}

export type Scalar = string | number | boolean

/** A condition on one path. Every member given must hold; `null` finds documents that lack the path. */
export type Condition =
  | Scalar
  | null
  | {
      readonly in?: readonly Scalar[]
      readonly gte?: string | number
      readonly gt?: string | number
      readonly lte?: string | number
      readonly lt?: string | number
      readonly prefix?: string
      readonly has?: Scalar
      readonly not?: Scalar
    }

export type Where = Readonly<Record<string, Condition>>

export interface Query {
  readonly where?: Where
  /** Paths to order by, `-` before a path for descending; ties are broken by `id`, ascending. Default: by `id`. */
  readonly order?: readonly string[]
  readonly limit?: number
  /** The `next` of an earlier page of the same query. */
  readonly after?: string
}

export interface Page<D> {
  readonly rows: readonly D[]
  /** Where the next page begins; absent on the last page. */
  readonly next?: string
}

/** A cursor that this query has not given: mistyped, or of another list. */
export class ForeignCursor extends TypeError {
  override name = 'ForeignCursor'
  constructor() {
    super('the cursor does not belong to this query')
  }
}

/** A document with the same id, or with the same values under a unique index, is there already. */
export class DuplicateKey extends Error {
  override name = 'DuplicateKey'
  constructor(
    readonly collection: string,
    /** `id`, or the index's paths joined by `,`. */
    readonly index: string,
  ) {
    super(`${collection} already holds a document with this ${index}`)
  }
}

/** A document is larger than stores take (`MAX_DOCUMENT_BYTES`); nothing was written. */
export class DocumentTooLarge extends Error {
  override name = 'DocumentTooLarge'
  constructor(
    readonly collection: string,
    readonly bytes: number,
  ) {
    super(`a document of ${bytes} bytes is too large for ${collection}`)
  }
}

/** The store cannot take writes now (disk full, read-only, server away). Nothing of the refused write was kept. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

/** The largest document, in bytes of its JSON in UTF-8. */
export const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024

/** One kind of document. Every write is one atomic, durable commit of one document. */
export interface Collection<D extends Document = Document> {
  get(id: string): Promise<D | undefined>
  /** @throws DuplicateKey, DocumentTooLarge, StoreUnavailable */
  insert(document: D): Promise<void>
  /** Writes `document` (whose version is one higher) over version `document.version - 1`; false when that version is gone. */
  replace(document: D): Promise<boolean>
  /**
   * Marks what document `id` had to get done as done: drops `effects` and `due` while it still stands at `version`.
   * The version stays. False when a later version stands there.
   */
  settle(id: string, version: number): Promise<boolean>
  delete(id: string): Promise<boolean>
  page(query: Query): Promise<Page<D>>
  /** Every match, in order, in flat memory, however many there are. */
  stream(query: Query): AsyncIterable<D>
  /** Which documents match, and at which version each stands: what is known already need not be read again. */
  versions(where: Where): Promise<ReadonlyMap<string, number>>
  count(where: Where): Promise<number>
  /** How many documents there are for each value of `path`; those that lack it are left out. */
  groupCount(where: Where, path: string): Promise<ReadonlyMap<Scalar, number>>
  /**
   * Takes up to `limit` documents with `due <= now`, earliest first, and sets their `due` to `until` in the same step,
   * so that no other worker takes them before then. Versions stay.
   */
  claimDue(now: string, until: string, limit: number): Promise<readonly D[]>
}

export interface Store {
  /** The same collection for the same name, made with its indexes when it is first asked for. */
  collection<D extends Document>(spec: CollectionSpec): Collection<D>
  /** Creates what `specs` need and checks that the store can be read and written. */
  open(specs: readonly CollectionSpec[]): Promise<void>
  close(): Promise<void>
}
