import { MESSAGES, SESSIONS } from '../../adapters/chat/web/documents.ts'
import { REQUESTS } from '../../adapters/http/repetition.ts'
import type { FileStore } from '../../core/ports/files.ts'
import type { CollectionSpec, Document, Store } from '../../core/ports/store.ts'
import { collectionsOf } from '../../core/program.ts'
import { FACES } from '../faces.ts'

/** One thing that an installation keeps: a document, or an attachment by its digest. */
export type Entry =
  | { readonly collection: string; readonly document: Document }
  | { readonly file: string; readonly bytes: Uint8Array }

/** Where an installation keeps things; without `files` where attachments stay as they are. */
export interface Place {
  readonly store: Store
  readonly files?: FileStore
}

/**
 * Everything that must come along. Left behind is what only running processes need: who holds which channel, and the
 * probe of the health page.
 */
export const COLLECTIONS: readonly CollectionSpec[] = [...collectionsOf(FACES), SESSIONS, MESSAGES, REQUESTS]

/** Every entry of `place`, one after the other, in flat memory. */
export async function* entriesOf({ store, files }: Place): AsyncGenerator<Entry> {
  for (const spec of COLLECTIONS)
    for await (const document of store.collection(spec).stream({})) yield { collection: spec.name, document }
  if (files === undefined) return
  for await (const file of files.names()) {
    const bytes = await files.get(file)
    if (bytes !== undefined) yield { file, bytes }
  }
}

/** How many documents `place` holds. */
export const documentsIn = async ({ store }: Place): Promise<number> => {
  let count = 0
  for (const spec of COLLECTIONS) count += await store.collection(spec).count({})
  return count
}
