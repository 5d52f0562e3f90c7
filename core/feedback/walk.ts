import type { Context } from '../kernel/context.ts'
import type { Stored } from '../kernel/record.ts'
import { inOrder, walkCursor } from '../kernel/walk.ts'
import type { Where } from '../ports/store.ts'
import { Case, type CaseData } from './case.ts'

type StoredCase = Stored<CaseData>

/** Where a walk stands: the case that was seen last. Short enough for a button. */
export const cursorOf = (stored: StoredCase): string => walkCursor('receivedAt', stored)

/** What such a place, or one of `firstThenOthers`, looks like. */
export const CURSOR = /^!?\d{4}-\d{2}-\d{2}T[\d:.]+Z~\w+$/

/** The cases of several questions in one order by receipt, each once. `after` is a cursor of the same direction. */
export const casesInOrder = (
  context: Pick<Context, 'read'>,
  questions: readonly Where[],
  direction: 'oldest' | 'newest',
  after?: string,
  ahead?: number,
): AsyncGenerator<StoredCase> =>
  inOrder(context.read(Case), questions, {
    by: 'receivedAt',
    direction,
    after,
    ...(ahead === undefined ? {} : { ahead }),
  })

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
