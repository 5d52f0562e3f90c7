import type { CollectionSpec, Document, Json } from '../../../core/ports/store.ts'
import { writable } from '../common/document-json.ts'
import { scalarAt } from '../common/path.ts'
import { renamed, restored } from './member-names.ts'

/** A document as MongoDB holds it: the same members, `_id` for `id`, and `_store` for what only this adapter needs. */
export interface Stored {
  readonly _id: string
  readonly version: number
  readonly due?: string
  readonly _store?: {
    /** The values under each unique index that binds this document. */
    readonly keys?: Readonly<Record<string, string>>
    /** Member names were changed to what every server takes. */
    readonly renamed?: true
  }
  readonly [member: string]: unknown
}

/** The name under which the values of a unique index stand in `_store.keys`. */
const keyName = (paths: readonly string[]): string => paths.join().replaceAll('.', '/')

/** Where the values of a unique index stand. */
export const keyField = (paths: readonly string[]): string => `_store.keys.${keyName(paths)}`

/** The values of a unique index as one text; undefined when the document lacks one, and so is not bound. */
export function keyOf(document: object, paths: readonly string[]): string | undefined {
  const values = paths.map((path) => scalarAt(document, path))
  return values.includes(undefined) ? undefined : JSON.stringify(values)
}

/** @throws DocumentTooLarge */
export function toStored(spec: CollectionSpec, document: Document): Stored {
  const { id, version, due, json } = writable(spec.name, document)
  // What went through JSON is free of undefined, dates and NaN, which BSON would keep and SQLite would not.
  const plain = JSON.parse(json) as { readonly [member: string]: Json }
  const changed = renamed(json, plain)
  const { id: _, ...rest } = (changed ?? plain) as { readonly [member: string]: Json } // renaming keeps objects
  const keys = uniqueKeys(spec, plain)
  const store = { ...(keys ? { keys } : {}), ...(changed === undefined ? {} : { renamed: true as const }) }
  return {
    _id: id,
    ...rest,
    version,
    ...(due === null ? {} : { due }),
    ...(Object.keys(store).length > 0 ? { _store: store } : {}),
  }
}

/** Documents were written as `D` under this collection's name, so they are read as `D`. */
export function fromStored<D extends Document>(stored: Stored): D {
  const { _id, _store, due, ...rest } = stored
  const members = _store?.renamed ? restored(rest as { readonly [member: string]: Json }) : rest
  return { id: _id, ...(members as object), ...(due === undefined ? {} : { due }) } as D
}

function uniqueKeys({ indexes }: CollectionSpec, document: object): Readonly<Record<string, string>> | undefined {
  const keys = indexes.flatMap(({ unique, paths }) => {
    const key = unique === true ? keyOf(document, paths) : undefined
    return key === undefined ? [] : [[keyName(paths), key] as const]
  })
  return keys.length > 0 ? Object.fromEntries(keys) : undefined
}
