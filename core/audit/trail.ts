import type { AuditEntry, Trail } from '../kernel/trail.ts'
import type { Seal } from '../ports/seal.ts'
import { DuplicateKey, type Store } from '../ports/store.ts'
import { AuditPage, entryKey, type Head, headOf, NOTHING, pageAfter, type StoredPage } from './page.ts'

/** How many entries one page takes: it stays small enough to be read for the sake of one of them. */
const PAGE_ENTRIES = 64

/** How often another process may come first before the entries are left to the next sweep of the relay. */
const ATTEMPTS = 200

/** How many entries of this process are remembered, so that nobody asks the store whether they stand there. */
const REMEMBERED = 4_096

interface Waiting {
  readonly entry: AuditEntry
  /** The end of the chain before what the entry tells of was committed, where it was known. */
  readonly since: number | undefined
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/**
 * The trail in the office's store. While a page is being written, whatever else is to be kept waits and then goes
 * into the next page together, so that under load many commits share one.
 *
 * Pages are written straight to the store and not by an operation: they are what makes operations provable. An
 * operation would need an entry of its own for each page, and that entry another page, without end; and a page has
 * no person who asks for it, nobody who may be refused, and no input but what the kernel itself has just committed.
 *
 * Several processes may append at once. The place in the chain is unique, so of two pages for one place the later
 * is refused; its writer reads the new end, drops what the other has kept meanwhile, and tries the next place.
 */
export const createTrail = ({ store, seal }: { readonly store: Store; readonly seal: Pick<Seal, 'chain'> }): Trail => {
  const pages = store.collection<StoredPage>(AuditPage)
  const waiting: Waiting[] = []
  let busy = false
  /** The end of the chain, while nobody else is known to have moved it. */
  let head: Head | undefined

  const isKept = async (entry: AuditEntry): Promise<boolean> =>
    (await pages.page({ where: { 'data.keys': { has: entryKey(entry) } }, limit: 1 })).rows.length > 0

  /** From here on this process alone wrote the pages, and remembers the keys of their entries. */
  let own = { after: Number.POSITIVE_INFINITY, keys: new Set<string>() }

  /**
   * Must be asked after `end`: what is not there then is in no page before the next place. Pages that are older than
   * the commit itself can't have it.
   */
  const missing = async (all: readonly Waiting[]): Promise<readonly AuditEntry[]> => {
    const once = [...new Map(all.map((each) => [entryKey(each.entry), each])).values()]
    const kept = await Promise.all(
      once.map(({ entry, since }) =>
        own.keys.has(entryKey(entry)) ? true : since !== undefined && since >= own.after ? false : isKept(entry),
      ),
    )
    return once.flatMap(({ entry }, n) => (kept[n] === false ? [entry] : []))
  }

  const end = async (): Promise<Head> => {
    const [last] = (await pages.page({ order: ['-data.seq'], limit: 1 })).rows
    return last === undefined ? NOTHING : headOf(last)
  }

  const keep = async (all: readonly Waiting[]): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      if (head === undefined) {
        head = await end()
        own = { after: head.seq, keys: new Set() }
      }
      const fresh = await missing(all)
      if (fresh.length === 0) return
      const page = pageAfter(head, fresh, seal)
      try {
        await pages.insert(page)
        head = headOf(page)
        for (const entry of fresh) own.keys.add(entryKey(entry))
        if (own.keys.size > REMEMBERED) own = { after: head.seq, keys: new Set() }
        return
      } catch (error) {
        head = undefined
        if (!(error instanceof DuplicateKey) || attempt >= ATTEMPTS) throw error
      }
    }
  }

  const drain = async (): Promise<void> => {
    if (busy) return
    busy = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, PAGE_ENTRIES)
      try {
        await keep(batch)
        for (const { done } of batch) done()
      } catch (error) {
        head = undefined
        for (const { failed } of batch) failed(error)
      }
    }
    busy = false
  }

  return {
    end: () => head?.seq,
    append: (entry, since) =>
      new Promise((done, failed) => {
        waiting.push({ entry, since, done, failed })
        void drain()
      }),
  }
}
