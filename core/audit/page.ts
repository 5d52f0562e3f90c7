import { z } from 'zod'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import { AuditEntry, digestOf } from '../kernel/trail.ts'
import type { Seal } from '../ports/seal.ts'

/**
 * One link of the audit: entries that were kept together, and a keyed digest over them, their place and the link
 * before. Whoever has the store but not the office's keys can't change, remove or move a page unnoticed.
 */
export const AuditPage = record('audit-page', {
  prefix: 'audit',
  schema: z.strictObject({
    /** Its place: 1, 2, 3 … */
    seq: z.int().positive(),
    /** The `mac` of the page before; empty on the first. */
    previous: z.string(),
    /** The earliest and the latest instant of its entries. */
    from: z.string(),
    until: z.string(),
    entries: z.array(z.strictObject(AuditEntry.shape)).min(1),
    /** What its entries are found by: see `keysOf`. */
    keys: z.array(z.string()),
    mac: z.string(),
  }),
  indexes: [{ paths: ['data.seq'], unique: true }, { paths: ['data.until'] }, { paths: ['data.keys'], many: true }],
})
export type AuditPage = RecordOf<typeof AuditPage>
export type StoredPage = Stored<AuditPage>

/** The end of the chain, as far as somebody knows it. Written down elsewhere, it proves later what stood here. */
export const Head = z.strictObject({ seq: z.int().min(0), mac: z.string() })
export type Head = z.infer<typeof Head>

/** The end of an empty chain. */
export const NOTHING: Head = { seq: 0, mac: '' }

export const headOf = ({ data }: StoredPage): Head => ({ seq: data.seq, mac: data.mac })

/** Sorts as the numbers do. */
export const pageId = (seq: number): string => `${AuditPage.prefix}${String(seq).padStart(12, '0')}`

/** The key of one commit's entry, by which it is kept once. */
export const entryKey = (entry: Pick<AuditEntry, 'record' | 'id' | 'version'>): string =>
  `${recordKey(entry)}:${entry.version}`

/** What all entries of one record are found by. */
export const recordKey = ({ record, id }: Pick<AuditEntry, 'record' | 'id'>): string => `${record}:${id}`
export const actorKey = (by: string): string => `by ${by}`
export const operationKey = (did: string): string => `did ${did}`

/** The page that follows `head` with `entries`, of which there must be one at least. */
export const pageAfter = (head: Head, entries: readonly AuditEntry[], seal: Pick<Seal, 'chain'>): StoredPage => {
  const seq = head.seq + 1
  const times = entries.map(({ at }) => at).sort()
  const data = {
    seq,
    previous: head.mac,
    from: times.at(0) ?? '',
    until: times.at(-1) ?? '',
    entries: [...entries],
    keys: keysOf(entries),
    mac: seal.chain(JSON.stringify([seq, head.mac, digestOf(entries)])),
  }
  return { id: pageId(seq), version: 1, data, history: [] }
}

/** Whether `page` is, member for member, what this office made in its place. */
export const isGenuine = (page: StoredPage, seal: Pick<Seal, 'chain'>): boolean => {
  const read = AuditPage.schema.safeParse(page.data)
  if (!read.success) return false
  const { seq, previous, entries } = read.data
  const made = pageAfter({ seq: seq - 1, mac: previous }, entries, seal)
  return digestOf({ ...made, id: page.id }) === digestOf(page)
}

const keysOf = (entries: readonly AuditEntry[]): string[] => [
  ...new Set(
    entries.flatMap((entry) => [entryKey(entry), recordKey(entry), actorKey(entry.by), operationKey(entry.did)]),
  ),
]
