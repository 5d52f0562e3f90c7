import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Step } from './record.ts'

/** The effect that every audited commit carries. */
export const AUDIT = 'audit.append'

/** What the audit keeps of one commit: who did what to which record when, and a digest of what then stood there. */
export const AuditEntry = z.object({
  record: z.string(),
  id: z.string(),
  version: z.number(),
  at: z.string(),
  by: z.string(),
  did: z.string(),
  digest: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** Where audit entries go. Appending the same entry twice keeps it once. */
export interface Trail {
  /** Where it ends, as far as this process knows. */
  end?(): number | undefined
  /** `since` is where it ended before what the entry tells of was committed, and must be left out for what is older. */
  append(entry: AuditEntry, since?: number): Promise<void>
}

export const auditInput = (record: string, id: string, step: Step, data: unknown): AuditEntry => ({
  record,
  id,
  version: step.version,
  at: step.at,
  by: step.by,
  did: step.did,
  digest: digestOf(data),
})

/** What is kept of a commit that takes a record out: its last step, with nothing behind it. */
export const removalInput = (record: string, id: string, step: Step): AuditEntry =>
  auditInput(record, id, step, REMOVED)

const REMOVED = null

/** Whether the record was taken out by an operation, in this step. */
export const isRemoval = (entry: AuditEntry): boolean => entry.digest === digestOf(REMOVED)

/** SHA-256 (hex) of `data` as JSON with its keys in order, so that every engine gives the same. */
export const digestOf = (data: unknown): string => hash('sha256', JSON.stringify(inOrder(data)))

const inOrder = (value: unknown): unknown => {
  if (typeof value === 'string') return asKept(value)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(inOrder)
  // Without a prototype, so that `__proto__` is a key like any other.
  const ordered: Record<string, unknown> = Object.create(null)
  for (const [key, member] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    ordered[asKept(key)] = inOrder(member)
  return ordered
}

/** Stores keep no NUL and no half of a surrogate pair: the digest is of what they give back. */
const asKept = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD')
