import { z } from 'zod'
import type { Where } from '../ports/store.ts'
import type { Reader } from './context.ts'
import type { Stored } from './record.ts'

/** How many records are read ahead of each question, by whoever takes a few. */
const AHEAD = 20

export interface Order<By extends string> {
  /** The member of the record that is ordered by, an instant: `receivedAt`. */
  readonly by: By
  readonly direction: 'oldest' | 'newest'
  /** The cursor of the record that was seen last. */
  readonly after?: string | undefined
  readonly ahead?: number
}

const CURSOR = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z~\w+$/

/** The `next` of an earlier page, as the input of a list. */
export const AFTER = z.string().max(100).regex(CURSOR).optional()

/** The same from a button: nothing where it is no such place, so that the first page is shown. */
export const afterIn = (said: string | undefined): { readonly after?: string } =>
  said !== undefined && CURSOR.test(said) ? { after: said } : {}

/** Where a walk stands at a record. Short enough for a button: 43 characters. */
export const walkCursor = <By extends string>(
  by: By,
  { id, data }: { readonly id: string; readonly data: Readonly<Record<By, string>> },
): string => `${data[by]}~${id}`

/**
 * The records of several questions in one order by an instant, each once: each question walks its own index, and no more
 * is read than is taken and the `ahead` of each. `after` is a cursor of the same direction.
 */
export async function* inOrder<By extends string, T extends Readonly<Record<By, string>>>(
  reader: Pick<Reader<T>, 'page'>,
  questions: readonly Where[],
  { by, direction, after, ahead = AHEAD }: Order<By>,
): AsyncGenerator<Stored<T>> {
  const isBefore = (a: Stored<T>, at: string, id: string): boolean => {
    if (a.data[by] !== at) return a.data[by] < at === (direction === 'oldest')
    return a.id < id === (direction === 'oldest')
  }
  const [at, lastId] = after?.split('~') ?? []
  const path = `data.${by}`
  const bound: Where = at === undefined ? {} : { [path]: direction === 'oldest' ? { gte: at } : { lte: at } }
  const order = direction === 'oldest' ? [path] : [`-${path}`, '-id']
  const heads: { readonly rows: AsyncGenerator<Stored<T>>; head: Stored<T> }[] = []
  for (const question of questions) {
    const rows = pages(reader, { ...question, ...bound }, order, ahead)
    const first = await rows.next()
    if (first.done !== true) heads.push({ rows, head: first.value })
  }
  let last: string | undefined
  while (heads.length > 0) {
    const next = heads.reduce((best, each) => (isBefore(each.head, best.head.data[by], best.head.id) ? each : best))
    const { head } = next
    // The record that the cursor names, and those that stand beside it in time but were seen before it.
    const seen = at !== undefined && lastId !== undefined && (head.id === lastId || isBefore(head, at, lastId))
    if (!seen && head.id !== last) yield head
    last = head.id
    const following = await next.rows.next()
    if (following.done === true) heads.splice(heads.indexOf(next), 1)
    else next.head = following.value
  }
}

async function* pages<T>(
  reader: Pick<Reader<T>, 'page'>,
  where: Where,
  order: readonly string[],
  limit: number,
): AsyncGenerator<Stored<T>> {
  let after: string | undefined
  do {
    const page = await reader.page({ where, order, limit, ...(after === undefined ? {} : { after }) })
    yield* page.rows
    after = page.next
  } while (after !== undefined)
}

interface Paged<By extends string, T> {
  readonly by: By
  readonly limit: number
  /** The walk goes on to here to count what is wanted; at least to `limit`. */
  readonly counted?: number
  /** What may be shown to whoever asks. */
  wanted(stored: Stored<T>): boolean
}

interface WalkPage<T> {
  readonly rows: readonly Stored<T>[]
  /** How many are wanted, up to one more than what is counted. */
  readonly all: number
  readonly next?: string
}

/** One page of a walk, and where the next begins: no more is read than the page and what is counted. */
export const pageOf = async <By extends string, T extends Readonly<Record<By, string>>>(
  walk: AsyncIterable<Stored<T>>,
  { by, limit, counted = limit, wanted }: Paged<By, T>,
): Promise<WalkPage<T>> => {
  const rows: Stored<T>[] = []
  let all = 0
  for await (const stored of walk) {
    if (!wanted(stored)) continue
    all += 1
    if (all <= limit) rows.push(stored)
    if (all > Math.max(limit, counted)) break
  }
  const last = rows.at(-1)
  return { rows, all, ...(all > rows.length && last !== undefined ? { next: walkCursor(by, last) } : {}) }
}
