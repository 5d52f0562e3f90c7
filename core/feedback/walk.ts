import type { Context } from '../kernel/context.ts'
import type { Stored } from '../kernel/record.ts'
import type { Where } from '../ports/store.ts'
import { Case, type CaseData } from './case.ts'

type StoredCase = Stored<CaseData>

/** Where a walk stands: the case that was seen last. Short enough for a button. */
export const cursorOf = ({ id, data }: StoredCase): string => `${data.receivedAt}~${id}`

/** What such a place, or one of `firstThenOthers`, looks like. */
export const CURSOR = /^!?\d{4}-\d{2}-\d{2}T[\d:.]+Z~\w+$/

/** How many cases are read ahead of each question, by whoever takes a few. */
const AHEAD = 20

/**
 * The cases of several questions in one order by receipt, each once: each question walks its own index, and no more is
 * read than is taken and the `ahead` of each. `after` is a cursor of the same direction.
 */
export async function* casesInOrder(
  context: Pick<Context, 'read'>,
  questions: readonly Where[],
  direction: 'oldest' | 'newest',
  after?: string,
  ahead = AHEAD,
): AsyncGenerator<StoredCase> {
  const [at, lastId] = after?.split('~') ?? []
  const bound: Where = at === undefined ? {} : { 'data.receivedAt': direction === 'oldest' ? { gte: at } : { lte: at } }
  const heads: { readonly rows: AsyncGenerator<StoredCase>; head: StoredCase }[] = []
  for (const question of questions) {
    const rows = pages(context, { ...question, ...bound }, direction, ahead)
    const first = await rows.next()
    if (first.done !== true) heads.push({ rows, head: first.value })
  }
  let last: string | undefined
  while (heads.length > 0) {
    const next = heads.reduce((best, each) => (comes(each.head, best.head, direction) ? each : best))
    const { head } = next
    // The case that the cursor names, and those that stand beside it in time but were seen before it.
    const seen = head.data.receivedAt === at && lastId !== undefined && head.id <= lastId
    if (!seen && head.id !== last) yield head
    last = head.id
    const following = await next.rows.next()
    if (following.done === true) heads.splice(heads.indexOf(next), 1)
    else next.head = following.value
  }
}

/** What comes first in a queue: what members of contact points told 绿色通道, and whoever needs help. */
export const comesFirst = ({ green, kind }: Pick<CaseData, 'green' | 'kind'>): boolean =>
  green === true || kind === 'help'

/** Marks a cursor that stands among those that come first. */
const FIRST = '!'

/** The cursor of a walk of `firstThenOthers`. */
export const placeOf = (stored: StoredCase): string => `${comesFirst(stored.data) ? FIRST : ''}${cursorOf(stored)}`

/** The same cases with those that come first before all others, each part the oldest first. */
export async function* firstThenOthers(
  context: Pick<Context, 'read'>,
  questions: readonly Where[],
  after?: string,
): AsyncGenerator<StoredCase> {
  const isAmongOthers = after !== undefined && !after.startsWith(FIRST)
  if (!isAmongOthers) {
    const first = questions.flatMap((question): readonly Where[] => [
      { ...question, 'data.green': true },
      { ...question, 'data.kind': 'help' },
    ])
    yield* casesInOrder(context, first, 'oldest', after?.slice(FIRST.length))
  }
  for await (const stored of casesInOrder(context, questions, 'oldest', isAmongOthers ? after : undefined))
    if (!comesFirst(stored.data)) yield stored
}

async function* pages(
  context: Pick<Context, 'read'>,
  where: Where,
  direction: 'oldest' | 'newest',
  limit: number,
): AsyncGenerator<StoredCase> {
  const order = [direction === 'oldest' ? 'data.receivedAt' : '-data.receivedAt']
  let after: string | undefined
  do {
    const page = await context.read(Case).page({ where, order, limit, ...(after === undefined ? {} : { after }) })
    yield* page.rows
    after = page.next
  } while (after !== undefined)
}

/** Ties in time are broken by id, in both directions, as stores break them. */
const comes = (a: StoredCase, b: StoredCase, direction: 'oldest' | 'newest'): boolean => {
  if (a.data.receivedAt === b.data.receivedAt) return a.id < b.id
  return a.data.receivedAt < b.data.receivedAt === (direction === 'oldest')
}
