import { z } from 'zod'
import type { Reader } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { AuditEntry } from '../kernel/trail.ts'
import type { Where } from '../ports/store.ts'
import { AuditPage, actorKey, operationKey, recordKey } from './page.ts'

const Filters = z.strictObject({
  /** A record by its kind and id. */
  record: z.strictObject({ type: z.string().min(1), id: z.string().min(1) }).optional(),
  /** An actor as histories name it, such as `person:h12` or `system`. */
  actor: z.string().min(1).optional(),
  /** An operation's name. */
  operation: z.string().min(1).optional(),
  /** From this instant on. */
  from: z.iso.datetime().optional(),
  /** Up to this instant, which is not part of it. */
  until: z.iso.datetime().optional(),
  limit: z.int().min(1).max(200).default(50),
  /** The `next` of an earlier answer to the same question. */
  after: z.string().optional(),
})
type Filters = z.infer<typeof Filters>

const Listed = AuditEntry.extend({ page: z.int() })
type Listed = z.infer<typeof Listed>

/** Where an entry stands: its page, and its place in it. */
interface Place {
  readonly seq: number
  readonly n: number
}

/** The latest entries first. */
export const list = query({
  name: 'audit.list',
  summary: 'Lists audited steps, the latest first, by record, actor, operation or period.',
  allow: ['auditor'],
  input: Filters,
  output: z.object({ entries: z.array(Listed), next: z.string().optional() }),
  run: async (context, { from, until, ...rest }) => {
    const filters = { ...rest, from: instant(from), until: instant(until) }
    const found: (Listed & Place)[] = []
    for await (const entry of matching(context.read(AuditPage), filters)) {
      const last = found.at(-1)
      if (found.length === filters.limit && last !== undefined) {
        return { entries: found.map(withoutPlace), next: `${last.seq}:${last.n}` }
      }
      found.push(entry)
    }
    return { entries: found.map(withoutPlace) }
  },
})

async function* matching(pages: Reader<AuditPage>, filters: Filters): AsyncGenerator<Listed & Place> {
  const after = filters.after === undefined ? undefined : placeOf(filters.after)
  const matches = matcher(filters)
  for await (const { data } of pages.stream({ where: whereOf(filters, after), order: ['-data.seq'] })) {
    for (const [n, entry] of [...data.entries.entries()].reverse()) {
      const isBefore = after === undefined || data.seq < after.seq || n < after.n
      if (isBefore && matches(entry)) yield { ...entry, page: data.seq, seq: data.seq, n }
    }
  }
}

/** What the store can tell pages apart by; the rest is looked for in their entries. */
const whereOf = ({ record, actor, operation, from, until }: Filters, after: Place | undefined): Where => {
  const [key] = [
    ...(record === undefined ? [] : [recordKey({ record: record.type, id: record.id })]),
    ...(actor === undefined ? [] : [actorKey(actor)]),
    ...(operation === undefined ? [] : [operationKey(operation)]),
  ]
  return {
    ...(key === undefined ? {} : { 'data.keys': { has: key } }),
    ...(from === undefined ? {} : { 'data.until': { gte: from } }),
    ...(until === undefined ? {} : { 'data.from': { lt: until } }),
    ...(after === undefined ? {} : { 'data.seq': { lte: after.seq } }),
  }
}

const matcher =
  ({ record, actor, operation, from, until }: Filters) =>
  (entry: AuditEntry): boolean =>
    (record === undefined || (entry.record === record.type && entry.id === record.id)) &&
    (actor === undefined || entry.by === actor) &&
    (operation === undefined || entry.did === operation) &&
    (from === undefined || entry.at >= from) &&
    (until === undefined || entry.at < until)

/** As the kernel writes instants, with milliseconds: only so do they sort as text. */
const instant = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : new Date(text).toISOString()

const placeOf = (after: string): Place => {
  const [, seq, n] = /^(\d{1,12}):(\d{1,4})$/.exec(after) ?? []
  if (seq === undefined || n === undefined) throw refusal('audit.page-unknown')
  return { seq: Number(seq), n: Number(n) }
}

const withoutPlace = ({ seq: _seq, n: _n, ...entry }: Listed & Place): Listed => entry
