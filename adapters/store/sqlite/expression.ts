import { members } from '../common/path.ts'

const columns: ReadonlySet<string> = new Set(['id', 'version', 'due'])

/** A name between quotes, as SQL wants it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A path as SQLite's JSON functions want it, as an SQL literal. */
export const jsonPath = (path: string): string =>
  `'$${members(path)
    .map((name) => `."${name}"`)
    .join('')}'`

/** The value at `path`: SQLite uses an index only where this text is the same in the index and in the query. */
export const valueAt = (path: string): string => (columns.has(path) ? path : `json_extract(doc, ${jsonPath(path)})`)

/** The JSON type at `path`; SQLite has no booleans, so that `true` and 1 differ in this alone. */
export const typeAt = (path: string): string => `json_type(doc, ${jsonPath(path)})`

export const isColumn = (path: string): boolean => columns.has(path)
