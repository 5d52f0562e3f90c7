import { type Document, DocumentTooLarge, type Json, MAX_DOCUMENT_BYTES } from '../../../core/ports/store.ts'
import { storableText } from './text.ts'

/** A document ready to be written: its JSON without `due`, which stores keep beside it. */
export interface Writable {
  readonly id: string
  readonly version: number
  readonly due: string | null
  readonly json: string
}

/** How `JSON.stringify` writes NUL and lone surrogates. Text that merely looks so costs a second pass, no more. */
const mayBeUnstorable = /\\u(?:0000|d[89a-f])/
const dueMemberBytes = ',"due":""'.length

/** @throws DocumentTooLarge */
export function writable(collection: string, document: Document): Writable {
  const id = storableText(document.id)
  const due = document.due === undefined ? null : storableText(document.due)
  const raw = JSON.stringify({ ...document, due: undefined })
  const json = mayBeUnstorable.test(raw) ? JSON.stringify(storable(JSON.parse(raw) as Json)) : raw
  const dueBytes = due === null ? 0 : due.length + dueMemberBytes
  if (json.length * 3 + dueBytes > MAX_DOCUMENT_BYTES) {
    const bytes = Buffer.byteLength(json) + dueBytes
    if (bytes > MAX_DOCUMENT_BYTES) throw new DocumentTooLarge(collection, bytes)
  }
  return { id, version: document.version, due, json }
}

function storable(value: Json): Json {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(storable)
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [storableText(key), storable(member)]))
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
