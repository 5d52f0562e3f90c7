import { members } from '../common/path.ts'

/** A value as it stands in an order: what is missing before all else, then numbers and booleans, then text. */
export type Key = null | number | string

/** The key of whatever a document holds at a path. */
export const keyOf = (value: unknown): Key => {
  if (typeof value === 'string') return byCodePoint(value)
  return typeof value === 'number' || typeof value === 'boolean' ? Number(value) : null
}

export const compareKeys = (a: Key, b: Key): number => {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? -1 : 1
  if (typeof a === typeof b) return a < b ? -1 : 1
  return typeof a === 'number' ? -1 : 1
}

/** Compares as far as both go: an index is searched by the beginning of its keys. */
export const compareLists = (a: readonly Key[], b: readonly Key[]): number => {
  const length = Math.min(a.length, b.length)
  for (let n = 0; n < length; n++) {
    const found = compareKeys(a[n] ?? null, b[n] ?? null)
    if (found !== 0) return found
  }
  return 0
}

const LATE = /[\ud800-\uffff]/

/** Text of which `<` decides by code point: surrogates, which stand for the highest, go behind U+FFFF. */
const byCodePoint = (text: string): string =>
  LATE.test(text)
    ? text.replace(/[\ud800-\uffff]/g, (unit) => {
        const code = unit.charCodeAt(0)
        return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800)
      })
    : text

/** Above every text that begins with `prefix`, and below all else: no text goes on with U+FFFF after `byCodePoint`. */
export const endOfPrefix = (prefix: string): string => `${byCodePoint(prefix)}\uffff`

const readers = new Map<string, (document: object) => unknown>()

/** Reads what stands at a path. @throws TypeError when it is none */
export const valueAt = (path: string): ((document: object) => unknown) => {
  const known = readers.get(path)
  if (known !== undefined) return known
  const names = members(path)
  const reader = (document: object): unknown => {
    let value: unknown = document
    for (const name of names) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
      value = (value as Record<string, unknown>)[name] // it has it, as was just asked
    }
    return value
  }
  readers.set(path, reader)
  return reader
}
