import type { Reader } from '../kernel/context.ts'
import type { AuditEntry } from '../kernel/trail.ts'
import type { Seal } from '../ports/seal.ts'
import { StoreUnavailable } from '../ports/store.ts'
import type { Finding } from './finding.ts'
import { type AuditPage, type Head, headOf, isGenuine, NOTHING, pageId, type StoredPage } from './page.ts'

/** How far the chain held. */
export interface Walked {
  readonly pages: number
  readonly entries: number
  readonly head: Head
  readonly finding?: Finding
}

interface Walking {
  readonly pages: Reader<AuditPage>
  readonly seal: Pick<Seal, 'chain'>
  /** An end that was written down earlier: it must be in the chain. */
  readonly known?: Head | undefined
  /** Told every entry that is proved. */
  readonly entry: (entry: AuditEntry) => Promise<void>
}

/** Walks the chain from its first page until it ends or no longer holds. */
export const walkChain = async ({ pages, seal, known, entry }: Walking): Promise<Walked> => {
  let head = NOTHING
  let entries = 0
  const found = (finding: Finding): Walked => ({ pages: head.seq, entries, head, finding })
  const isKnown = (): boolean => known === undefined || known.seq !== head.seq || known.mac === head.mac

  for await (const page of readable(pages)) {
    const seq = head.seq + 1
    if (page === 'unreadable' || !isGenuine(page, seal)) return found({ kind: 'changed', seq })
    if (page.data.seq !== seq) {
      const elsewhere = page.data.seq < seq || (await pages.count({ 'data.seq': seq })) > 0
      return found({ kind: elsewhere ? 'reordered' : 'gap', seq })
    }
    if (page.id !== pageId(seq) || page.data.previous !== head.mac) return found({ kind: 'reordered', seq })
    head = headOf(page)
    entries += page.data.entries.length
    if (!isKnown()) return found({ kind: 'cut-off', seq })
    for (const each of page.data.entries) await entry(each)
  }
  if (known !== undefined && known.seq > head.seq) return found({ kind: 'cut-off', seq: known.seq })
  return { pages: head.seq, entries, head }
}

/** All pages in order. Where the stream breaks, they are fetched one by one to find the page that can't be read. */
async function* readable(pages: Reader<AuditPage>): AsyncGenerator<StoredPage | 'unreadable'> {
  let seq = 0
  try {
    for await (const page of pages.stream({})) {
      seq++
      yield page
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    yield* oneByOne(pages, seq + 1)
  }
}

async function* oneByOne(pages: Reader<AuditPage>, from: number): AsyncGenerator<StoredPage | 'unreadable'> {
  for (let seq = from; ; seq++) {
    try {
      const page = await pages.get(pageId(seq))
      if (page === undefined) break
      yield page
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error
      break
    }
  }
  yield 'unreadable'
}
