import type { Reader } from '../kernel/context.ts'
import type { RecordType, Step, Stored } from '../kernel/record.ts'
import { AUDIT, AuditEntry, digestOf } from '../kernel/trail.ts'
import type { Finding } from './finding.ts'
import { type AuditPage, entryKey, recordKey } from './page.ts'

/** Looks entries up in a chain that was found whole. */
export interface Entries {
  at(record: string, id: string, version: number): Promise<AuditEntry | undefined>
  newest(record: string, id: string): Promise<AuditEntry | undefined>
}

export const entriesIn = (pages: Reader<AuditPage>): Entries => {
  const found = async (key: string): Promise<readonly AuditEntry[]> =>
    (await pages.first({ where: { 'data.keys': { has: key } }, order: ['-data.seq'] }))?.data.entries ?? []
  return {
    at: async (record, id, version) => {
      const key = entryKey({ record, id, version })
      return (await found(key)).find((entry) => entryKey(entry) === key)
    },
    newest: async (record, id) => {
      const key = recordKey({ record, id })
      const [last] = (await found(key))
        .filter((entry) => recordKey(entry) === key)
        .sort((a, b) => b.version - a.version)
      return last
    },
  }
}

interface Comparing {
  readonly type: RecordType<unknown>
  readonly entries: Entries
  /** Whether the operation of this name is audited. */
  readonly isAudited: (operation: string) => boolean
}

/** What of a record the audit contradicts, or doesn't know. */
export const compare = async (
  stored: Stored<unknown>,
  { type, entries, isAudited }: Comparing,
): Promise<Finding | undefined> => {
  const at = { record: type.name, id: stored.id }
  const newest = await entries.newest(type.name, stored.id)
  if (!isWhole(stored) || (newest !== undefined && newest.version > stored.version)) {
    return { kind: 'altered', ...at, version: stored.version }
  }
  const pending = pendingIn(stored)
  for (const step of stored.history) {
    const needed = isAudited(step.did) && !pending.has(step.version)
    // A step that says that it needs none is still looked for: that may be what was altered.
    const entry = newest === undefined ? undefined : await entryOf(step, newest, entries)
    if (entry === undefined && needed) return { kind: 'missing', ...at, version: step.version }
    if (entry === undefined) continue
    const digest = step.version === stored.version ? digestOf(stored.data) : entry.digest
    if (!says(entry, step) || entry.digest !== digest) return { kind: 'altered', ...at, version: step.version }
  }
  return undefined
}

const entryOf = async (step: Step, newest: AuditEntry, entries: Entries): Promise<AuditEntry | undefined> =>
  step.version === newest.version ? newest : entries.at(newest.record, newest.id, step.version)

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

const says = (entry: AuditEntry, step: Step): boolean =>
  entry.at === step.at && entry.by === step.by && entry.did === step.did
