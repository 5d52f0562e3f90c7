import { type Document, DocumentTooLarge, MAX_DOCUMENT_BYTES } from '../../../core/ports/store.ts'
import { storableText } from '../common/text.ts'

/** The most that a character may take in JSON. */
const WIDEST = 6
/** The most that a member takes beside its text: quotes, colon, comma, and the digits of a number. */
const BESIDE = 32

/**
 * A copy as stores give it back: what JSON keeps of it, with storable text, and frozen, because everybody who reads it
 * is given the same.
 * @throws DocumentTooLarge
 */
export const kept = <D extends Document>(collection: string, document: D): D => {
  let most = 0
  const text = (given: string): string => {
    most += given.length * WIDEST + BESIDE
    return storableText(given)
  }
  const copy = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    most += BESIDE
    if (typeof value === 'number') return Number.isFinite(value) ? value : null
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return Object.freeze(value.map((each) => copy(each) ?? null))
    const members: Record<string, unknown> = {}
    for (const name of Object.keys(value)) {
      const member = (value as Record<string, unknown>)[name] // one of its own
      if (member === undefined) continue
      const key = text(name)
      const given = copy(member)
      if (key !== '__proto__') members[key] = given
      else Object.defineProperty(members, key, { value: given, enumerable: true })
    }
    return Object.freeze(members)
  }
  const made = copy(document) as D // the same members
  if (most > MAX_DOCUMENT_BYTES) {
    const bytes = Buffer.byteLength(JSON.stringify(made))
    if (bytes > MAX_DOCUMENT_BYTES) throw new DocumentTooLarge(collection, bytes)
  }
  return made
}
