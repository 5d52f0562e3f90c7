import type { Scalar } from '../../../core/ports/store.ts'
import type { Position, Term } from './order.ts'

/** A bound on one path that ordinary conditions cannot say, because they leave out documents that lack the path. */
export type Bound =
  | { readonly path: string; readonly is: 'equal' | 'above' | 'below'; readonly value: Scalar }
  | { readonly path: string; readonly is: 'missing' | 'present' }

/** A run of an ordered result: the documents within `bounds`, ordered by `order`. */
export interface Segment {
  readonly bounds: readonly Bound[]
  readonly order: readonly Term[]
}

/**
 * What follows `after` in `order`, cut into segments that come one after the other. Each is an equality on the leading
 * paths and one range on the next, which any database answers from an index; the usual `a > x or (a = x and b > y)`
 * makes them scan.
 */
export function segmentsAfter(order: readonly Term[], after: Position | undefined): readonly Segment[] {
  if (after === undefined) return [{ bounds: [], order }]
  const found: Segment[] = []
  for (let depth = order.length - 1; depth >= 0; depth -= 1) {
    const level = order[depth]
    if (level === undefined) continue
    const same = order.slice(0, depth).map((term, place) => standing(term.path, after[place] ?? null))
    const rest = order.slice(depth)
    for (const bound of beyond(level, after[depth] ?? null)) found.push({ bounds: [...same, bound], order: rest })
  }
  return found
}

const standing = (path: string, value: Scalar | null): Bound =>
  value === null ? { path, is: 'missing' } : { path, is: 'equal', value }

function beyond({ path, descending }: Term, value: Scalar | null): readonly Bound[] {
  if (descending) return value === null ? [] : [{ path, is: 'below', value }, ...(path === 'id' ? [] : [missing(path)])]
  return [value === null ? { path, is: 'present' } : { path, is: 'above', value }]
}

const missing = (path: string): Bound => ({ path, is: 'missing' })
