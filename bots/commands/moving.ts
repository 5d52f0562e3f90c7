import { type Configuration, configuration } from '../config.ts'
import { BackupWrong } from '../moving/archive.ts'
import { documentsIn, type Entry, entriesOf, type Place } from '../moving/entry.ts'
import { differences, documentsOf, type Tally, tallyOf } from '../moving/tally.ts'
import { NotTheSame, Occupied } from '../moving/target.ts'
import { filesOf, storeOf } from '../stores.ts'
import { progressOf } from './progress.ts'
import { Failed, printJson, remark } from './terminal.ts'

/** What `migrate`, `backup` and `restore` share. */

/** The configuration of this process, with other settings where some are given. */
export const settings = (others: Readonly<Record<string, string | undefined>> = {}): Configuration =>
  configuration({ ...process.env, ...Object.fromEntries(Object.entries(others).filter(([, value]) => value)) })

/** Does `act` with the store and the attachments of `config`; the program itself is not opened. */
export const withPlace = async <T>(
  config: Pick<Configuration, 'DATABASE_URL' | 'FILES' | 'DATA_DIR'>,
  act: (place: Required<Place>) => Promise<T>,
): Promise<T> => {
  const [store, files] = [await storeOf(config), await filesOf(config)]
  try {
    return await act({ store, files })
  } finally {
    await store.close()
    await files.close()
  }
}

/** Every entry of `place`, shown on a bar as it goes by. */
export async function* shown(place: Place): AsyncGenerator<Entry> {
  yield* drawn(entriesOf(place), await documentsIn(place))
}

/** Lets `entries` through, `documents` of them documents, and shows how far they are. */
export async function* drawn(entries: AsyncIterable<Entry>, documents: number): AsyncGenerator<Entry> {
  const bar = progressOf('records', documents)
  let done = 0
  for await (const entry of entries) {
    yield entry
    if ('document' in entry) bar.at(++done, documents)
  }
  bar.end(`${done} records`)
}

/** @throws Failed where programs went on writing into `place` */
export const stoodStill = async ({ store }: Place, read: Tally, redo: string): Promise<void> => {
  const moved = differences(read, await tallyOf(entriesOf({ store })))
  if (moved.length > 0)
    throw new Failed(`Records changed meanwhile (${moved.join('; ')}). Stop every program of the office, then ${redo}.`)
}

/** Does `act`, and tells in words what is wrong with `where`. @throws Failed */
export const told = async <T>(where: string, act: () => Promise<T>): Promise<T> => {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Occupied)
      throw new Failed(`${where} holds records already; nothing was changed. Name a store that is empty.`)
    if (error instanceof BackupWrong) throw new Failed(`${where} can't be used: ${error.message}. Nothing was changed.`)
    if (error instanceof NotTheSame)
      throw new Failed(
        `What stands in ${where} is not what was read (${error.message}). No program starts on it; run it again.`,
      )
    throw error
  }
}

/** Tells what was moved, as words or for machines. */
export const report = (tally: Tally, json: boolean | undefined, words: string): void => {
  const { count } = tally.attachments
  if (json === true) printJson(tally)
  else remark(`${documentsOf(tally)} records and ${count} ${count === 1 ? 'attachment' : 'attachments'} ${words}`)
}

/** A store's address without user and password. */
export const shortly = (url: string): string => url.replace(/\/\/[^@/]*@/, '//')
