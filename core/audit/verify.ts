import { z } from 'zod'
import type { Feature } from '../feature.ts'
import type { Context } from '../kernel/context.ts'
import { query } from '../kernel/operation.ts'
import type { RecordType, Stored } from '../kernel/record.ts'
import { type AuditEntry, isRemoval } from '../kernel/trail.ts'
import { StoreUnavailable } from '../ports/store.ts'
import { type Walked, walkChain } from './chain.ts'
import { compare, entriesIn, pendingIn } from './compare.ts'
import { Finding } from './finding.ts'
import { AuditPage, Head } from './page.ts'

const Report = z.object({
  /** Whether nothing was found. */
  whole: z.boolean(),
  /** The first thing that was found. */
  finding: Finding.optional(),
  pages: z.int(),
  entries: z.int(),
  /** How many records were compared with the audit. */
  records: z.int(),
  /** How many records are made in the audit and no longer there: what must not be kept is removed. */
  gone: z.int(),
  /** How many steps were committed and are on their way into the audit. */
  pending: z.int(),
  /** The end of the chain: noted elsewhere and given as `known` later, it proves that nothing was cut off since. */
  head: Head,
})
export type Report = z.infer<typeof Report>

/** Proves the audit of `features`: page by page, then record by record, in flat memory. */
export const verifyOf = (features: readonly Feature[]) =>
  query({
    name: 'audit.verify',
    summary: 'Proves that no audited step was changed, removed or moved, and that the records agree with the audit.',
    allow: ['auditor', 'director'],
    input: z.strictObject({ known: Head.optional() }),
    output: Report,
    run: async (context, { known }): Promise<Report> => {
      const types = new Map(features.flatMap(({ records = [] }) => records).map((type) => [type.name, type]))
      const seen = new Set<string>()
      let gone = 0
      let lost: Finding | undefined
      const entriesOf = entriesIn(context.read(AuditPage))
      const breathe = breathing()
      const walked = await walkChain({
        pages: context.read(AuditPage),
        seal: context.seal,
        known,
        entry: async ({ record, id, version }) => {
          await breathe()
          seen.add(record)
          const type = version === 1 ? types.get(record) : undefined
          if (type === undefined || (await isThere(context, type, id))) return
          gone++
          lost ??= lostIn(await entriesOf(record, id, 1), { record, id })
        },
      })
      if (walked.finding !== undefined) return report(walked, { records: 0, gone, pending: 0 })
      const compared = await compareAll(context, [...types.values()], seen, auditedIn(features), breathe)
      const finding = compared.finding ?? lost
      return report(walked, { ...compared, ...(finding && { finding }), gone })
    },
  })

interface Compared {
  readonly records: number
  readonly pending: number
  readonly finding?: Finding
}

const report = (
  { pages, entries, head, ...walked }: Walked,
  compared: Compared & { readonly gone: number },
): Report => {
  const finding = walked.finding ?? compared.finding
  const { records, pending, gone } = compared
  return { whole: finding === undefined, ...(finding && { finding }), pages, entries, records, gone, pending, head }
}

type IsAudited = (operation: string) => boolean

const auditedIn = (features: readonly Feature[]): IsAudited => {
  const audited = features.flatMap(({ operations = [] }) => operations).filter((operation) => operation.audited)
  const names = new Set(audited.map(({ name }) => name))
  return (operation) => names.has(operation)
}

const compareAll = async (
  context: Context,
  types: readonly RecordType<unknown>[],
  seen: ReadonlySet<string>,
  isAudited: IsAudited,
  breathe: () => Promise<void>,
): Promise<Compared> => {
  const entriesOf = entriesIn(context.read(AuditPage))
  let [records, pending] = [0, 0]
  for (const type of types) {
    const reader = context.read(type)
    try {
      for await (const stored of reader.stream({})) {
        // Records that only bookkeeping touches, such as deliveries, have no entries to be looked for.
        if (!seen.has(type.name) && !stored.history.some((step) => isAudited(step.did))) continue
        await breathe()
        records++
        pending += pendingIn(stored).size
        const finding = await confirmed(stored, reader.get, (now) => compare(now, { type, entriesOf, isAudited }))
        if (finding !== undefined) return { records, pending, finding }
      }
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error
      return { records, pending, finding: { kind: 'unreadable', record: type.name } }
    }
  }
  return { records, pending }
}

/**
 * The office goes on working meanwhile: a record that somebody has just changed or removed is behind its entries, and
 * is looked at again. Entries come before their record says that they did, so that none is missing for that reason.
 */
const confirmed = async (
  stored: Stored<unknown>,
  get: (id: string) => Promise<Stored<unknown> | undefined>,
  look: (stored: Stored<unknown>) => Promise<Finding | undefined>,
): Promise<Finding | undefined> => {
  for (let here = stored; ; ) {
    const finding = await look(here)
    if (finding?.kind !== 'altered') return finding
    const now = await get(here.id)
    if (now === undefined) return undefined
    if (now.version === here.version) return finding
    here = now
  }
}

/** An embedded store answers without ever waiting: people who are served by the same process get their turn here. */
const breathing = (): (() => Promise<void>) => {
  let steps = 0
  return async () => {
    steps++
    if (steps % 100 === 0) await new Promise<void>((go) => setImmediate(go))
  }
}

/** Whoever takes a record out by an operation leaves an entry that says so; it is the last one that there is. */
const lostIn = (entries: ReadonlyMap<number, AuditEntry>, at: { record: string; id: string }): Finding | undefined => {
  const last = [...entries.values()].reduce((a, b) => (a.version > b.version ? a : b))
  return isRemoval(last) ? undefined : { kind: 'lost', ...at, version: last.version }
}

const isThere = async (context: Context, type: RecordType<unknown>, id: string): Promise<boolean> =>
  (await context
    .read(type)
    .get(id)
    .catch(() => 'unreadable')) !== undefined
