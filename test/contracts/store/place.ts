import { randomUUID } from 'node:crypto'
import type { CollectionSpec, Document, Store } from '../../../core/ports/store.ts'

/** Where a store keeps its documents, in words that reach a child process. */
export type Target =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'mongodb'; readonly url: string; readonly database: string }

/** An empty place for documents, of which several stores may be opened at once. */
export interface Place {
  /** Absent where no other process can reach it. */
  readonly target?: Target
  open(): Store
  /** Fills a collection by the quickest way that this kind of store knows. */
  seed(spec: CollectionSpec, documents: readonly Thing[]): Promise<void>
  remove(): Promise<void>
}

/** What the contract is run against. */
export interface Subject {
  readonly name: string
  start(): Promise<Place>
  /** Set, with the reason, where text is ordered by UTF-16 units: emoji then stand before U+E000 and above. */
  readonly ordersByUtf16?: string
  /** Set, with the reason, where no other process can open the store. */
  readonly ownProcess?: string
  /** How many rows to page over. */
  readonly rows: number
  /** How many random runs to compare with the model. */
  readonly modelRuns: number
}

/** The documents that the cases write. */
export interface Thing extends Document {
  readonly data: {
    readonly state?: string | null
    readonly n?: number
    readonly flag?: boolean
    readonly key?: string
    readonly left?: string
    readonly right?: number
    readonly tags?: readonly string[]
    readonly text?: string
  }
  readonly effects?: readonly unknown[]
}

/** A collection that no other case uses. */
export const thingsSpec = (): CollectionSpec => ({
  name: `things-${randomUUID()}`,
  indexes: [
    { paths: ['data.state', 'data.n'] },
    { paths: ['data.n'] },
    { paths: ['data.flag'] },
    { paths: ['data.key'], unique: true },
    { paths: ['data.left', 'data.right'], unique: true },
    { paths: ['data.tags'], many: true },
  ],
})

export const thing = (id: string, data: Thing['data'] = {}, more: Partial<Thing> = {}): Thing => ({
  id,
  version: 1,
  data,
  ...more,
})
