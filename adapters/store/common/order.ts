import { type Document, ForeignCursor, type Scalar } from '../../../core/ports/store.ts'
import { members, scalarAt } from './path.ts'

/** One path to order by. Documents that lack the path come first, and last in descending order. */
export interface Term {
  readonly path: string
  readonly descending: boolean
}

/** The terms of `order`, ended by `id` so that no two documents are equal. */
export function terms(order: readonly string[] = []): readonly Term[] {
  const given = order.map((path) =>
    path.startsWith('-') ? { path: path.slice(1), descending: true } : { path, descending: false },
  )
  for (const { path } of given) members(path)
  const untilId = given.findIndex((term) => term.path === 'id')
  return untilId < 0 ? [...given, { path: 'id', descending: false }] : given.slice(0, untilId + 1)
}

/** Where a document stands in an order: its value for each term, null where it has none. */
export type Position = readonly (Scalar | null)[]

export const positionOf = (document: Document, order: readonly Term[]): Position =>
  order.map(({ path }) => scalarAt(document, path) ?? null)

const key = (order: readonly Term[]): string => order.map((t) => (t.descending ? `-${t.path}` : t.path)).join()

/** A position as an opaque text; it carries its order, so that a cursor of another query is noticed. */
export const encodeCursor = (order: readonly Term[], position: Position): string =>
  Buffer.from(JSON.stringify([key(order), ...position])).toString('base64url')

/** @throws ForeignCursor when `cursor` was not made for this order. */
export function decodeCursor(order: readonly Term[], cursor: string): Position {
  const [made, ...position] = parsed(cursor)
  if (made !== key(order) || position.length !== order.length || !position.every(isPlace)) {
    throw new ForeignCursor()
  }
  return position
}

function parsed(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

const isPlace = (value: unknown): value is Scalar | null =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
