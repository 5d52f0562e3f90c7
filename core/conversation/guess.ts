import { later, SECOND } from '../ports/clock.ts'
import type { Reply } from './command.ts'
import type { Conversation } from './conversation.ts'

/** Wrong codes that cost nothing: people mistype. */
const FREE = 3
const LONGEST = 3600 * SECOND

/** Whose codes are tried: the state of their conversation, and the time. */
interface Guesser {
  readonly context: { readonly now: string }
  state: Conversation
  update(changes: Partial<Conversation>): void
}

/**
 * Tries a code. The answer to a wrong one is the same whether or not it was ever right, and from the fourth on each
 * makes the next wait twice as long, up to an hour.
 */
export const guess = async (
  turn: Guesser,
  attempt: () => Promise<readonly Reply[] | undefined>,
): Promise<readonly Reply[]> => {
  const before = turn.state.guesses
  const { now } = turn.context
  if (before !== undefined && before.until > now) {
    return [{ say: 'chat.wait', params: { minutes: Math.ceil((Date.parse(before.until) - Date.parse(now)) / 60_000) } }]
  }
  const right = await attempt()
  if (right !== undefined) {
    const { guesses: _spent, ...state } = turn.state
    turn.state = state
    return right
  }
  const count = (before?.count ?? 0) + 1
  const pause = count < FREE ? 0 : Math.min(LONGEST, 15 * SECOND * 2 ** (count - FREE))
  turn.update({ guesses: { count, until: later(now, pause) } })
  return [{ say: 'chat.wrong-code' }]
}
