import type { Reader } from '../kernel/context.ts'
import type { RecordType, Step, Stored } from '../kernel/record.ts'
import { AUDIT, AuditEntry, digestOf } from '../kernel/trail.ts'
import type { Finding } from './finding.ts'
import { type AuditPage, recordKey } from './page.ts'

/** The entries of one record by version, from version `since` on, out of a chain that was found whole. */
export type EntriesOf = (record: string, id: string, since: number) => Promise<ReadonlyMap<number, AuditEntry>>

export const entriesIn =
  (pages: Reader<AuditPage>): EntriesOf =>
  async (record, id, since) => {
    const key = recordKey({ record, id })
    const found = new Map<number, AuditEntry>()
    // The entries of one record stand in the order of its versions: the latest pages tell enough.
    for await (const { data } of pages.stream({ where: { 'data.keys': { has: key } }, order: ['-data.seq'] })) {
      const own = data.entries.filter((entry) => recordKey(entry) === key)
      for (const entry of own) found.set(entry.version, entry)
      if (own.some(({ version }) => version < since)) break
    }
    return found
  }

interface Comparing {
  readonly type: RecordType<unknown>
  readonly entriesOf: EntriesOf
  /** Whether the operation of this name is audited. */
  readonly isAudited: (operation: string) => boolean
}

/** What of a record the audit contradicts, or doesn't know. */
export const compare = async (
  stored: Stored<unknown>,
  { type, entriesOf, isAudited }: Comparing,
): Promise<Finding | undefined> => {
  const at = { record: type.name, id: stored.id }
  const [first] = stored.history
  const entries = await entriesOf(type.name, stored.id, first?.version ?? 1)
  const newest = Math.max(0, ...entries.keys())
  if (!isWhole(stored) || newest > stored.version) return { kind: 'altered', ...at, version: stored.version }
  const pending = pendingIn(stored)
  for (const step of stored.history) {
    const entry = entries.get(step.version)
    // A step that says that it needs no entry is compared all the same: that may be what was altered.
    if (entry === undefined && isAudited(step.did) && !pending.has(step.version)) {
      return { kind: 'missing', ...at, version: step.version }
    }
    if (entry !== undefined && !says(entry, step, stored)) return { kind: 'altered', ...at, version: step.version }
  }
  return undefined
}

/** The versions whose entries the relay has still to append. */
export const pendingIn = ({ effects = [] }: Stored<unknown>): ReadonlySet<number> =>
  new Set(
    effects
      .filter((effect) => effect.do === AUDIT)
      .map((effect) => AuditEntry.safeParse(effect.input))
      .flatMap((read) => (read.success ? [read.data.version] : [])),
  )

/** Histories may lose their beginning (`keepSteps`), never their end, and nothing in between. */
const isWhole = ({ version, history }: Stored<unknown>): boolean =>
  history.length > 0 && history.every((step, n) => step.version === version - history.length + 1 + n)

const says = (entry: AuditEntry, step: Step, stored: Stored<unknown>): boolean =>
  entry.at === step.at &&
  entry.by === step.by &&
  entry.did === step.did &&
  (step.version !== stored.version || entry.digest === digestOf(stored.data))
