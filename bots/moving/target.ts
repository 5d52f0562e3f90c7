import { type CollectionSpec, type Document, type Store, StoreUnavailable } from '../../core/ports/store.ts'
import { COLLECTIONS, documentsIn, type Entry, entriesOf, type Place } from './entry.ts'
import { counted, counting, differences, type Tally, tallyOf } from './tally.ts'

/** Stands in a store from the first document that is brought to the last that was found right. */
const UNFINISHED: CollectionSpec = { name: 'unfinished-filling', indexes: [] }
const MARK: Document = { id: 'filling', version: 1 }

/** The target holds something already; nothing was written. */
export class Occupied extends Error {
  override name = 'Occupied'
}

/** What was brought is not what was found afterwards. */
export class NotTheSame extends Error {
  override name = 'NotTheSame'
  constructor(readonly kinds: readonly string[]) {
    super(kinds.join('; '))
  }
}

/**
 * Fills `target`, which must be empty or left unfinished by an earlier try, with `entries`, reads everything back and
 * compares; `confirm` may have a last look. Until all that has gone well no program starts on it.
 * @throws Occupied, NotTheSame
 */
export const fill = async (
  target: Place,
  entries: AsyncIterable<Entry>,
  confirm: (brought: Tally) => Promise<void> = async () => undefined,
): Promise<Tally> => {
  const { store } = target
  await store.open(COLLECTIONS)
  const marks = store.collection(UNFINISHED)
  if ((await marks.get(MARK.id)) !== undefined) await clear(store)
  else if ((await documentsIn(target)) > 0) throw new Occupied()
  else await marks.insert(MARK)
  const brought = counting()
  for await (const entry of counted(entries, brought)) await write(target, entry)
  const wanted = brought.tally()
  // Attachments were held against their digests when they were put there, perhaps among others.
  const kinds = differences(wanted, await tallyOf(entriesOf({ store })))
  if (kinds.length > 0) throw new NotTheSame(kinds)
  await confirm(wanted)
  await marks.delete(MARK.id)
  return wanted
}

/** @throws StoreUnavailable where a filling began and did not end */
export const refuseHalfFilled = async (store: Store): Promise<void> => {
  if ((await store.collection(UNFINISHED).get(MARK.id)) === undefined) return
  throw new StoreUnavailable(
    'DATABASE_URL: the records were brought here only in part. Run the same migrate or restore again (it begins anew), or name another store',
  )
}

const BY_NAME = new Map(COLLECTIONS.map((spec) => [spec.name, spec]))

const write = async ({ store, files }: Place, entry: Entry): Promise<void> => {
  if ('file' in entry) {
    if ((await files?.put(entry.bytes)) !== entry.file) throw new NotTheSame([`the attachment ${entry.file}`])
    return
  }
  const spec = BY_NAME.get(entry.collection)
  if (spec === undefined) throw new NotTheSame([`${entry.collection}: this version of the program does not know it`])
  await store.collection(spec).insert(entry.document)
}

const clear = async (store: Store): Promise<void> => {
  for (const spec of COLLECTIONS) {
    const collection = store.collection(spec)
    for await (const { id } of collection.stream({})) await collection.delete(id)
  }
}
