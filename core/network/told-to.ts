import type { Params } from '../kernel/errors.ts'
import type { Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tell } from '../messaging/tell.ts'
import { type MemberAnswer, memberOf } from './member-answer.ts'

/** Tells whoever gave an answer what came of it; nobody where they had the way back to them erased. */
export const toldTo = (stored: Stored<MemberAnswer>, say: string, params: Params = {}): readonly Wish[] => {
  const to = memberOf(stored)
  if (to === undefined) return []
  return [
    tell(to, say, {
      params: { words: stored.data.text.slice(0, 30), ...params },
      choices: [{ say: 'network.button.mine', token: 'my_feedback' }],
    }),
  ]
}
