import type { z } from 'zod'

/** What is wrong in a content file, where, and what the editor can do about it. */
export interface Fault {
  /** Relative to the content directory, such as `calendar/holidays/2026.yaml`. */
  readonly file: string
  /** Inside the file, such as `holidays[3].work[0]`; empty for the file as a whole. */
  readonly path: string
  readonly problem: string
  readonly cure: string
}

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: Fault[] }

/** Validates parsed content; every fault is told at once, so that a file is corrected in one go. */
export function check<S extends z.ZodType>(schema: S, file: string, content: unknown): Checked<z.output<S>> {
  const parsed = schema.safeParse(content)
  if (parsed.success) return { ok: true, value: parsed.data }
  const faults = parsed.error.issues.map((issue) => ({
    file,
    path: pathText(issue.path),
    problem: issue.message,
    cure: cureOf(issue),
  }))
  return { ok: false, faults }
}

/** `calendar/office.yaml: hours[1].from: problem. Cure.` */
export const faultText = ({ file, path, problem, cure }: Fault): string =>
  `${[file, path, problem].filter((part) => part !== '').join(': ')}. ${cure}`

const pathText = (path: readonly PropertyKey[]): string =>
  path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`)).join('')

function cureOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && typeof issue.params?.cure === 'string') return issue.params.cure
  if (issue.code === 'unrecognized_keys') return `Remove or correct ${issue.keys.join(', ')}.`
  if (issue.code === 'invalid_value') return `Write one of: ${issue.values.join(', ')}.`
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'Write an existing date as YYYY-MM-DD.'
  return 'Compare the entry with the sample in content/calendar.'
}
