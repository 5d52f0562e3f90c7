import type { Params } from '../kernel/errors.ts'
import { type Audience, mayUse, type Talk } from './command.ts'

/** One thing that waits for somebody: a line, and where a tap on it leads. */
export interface WaitingItem {
  /** A text key: the line, short enough for a button. */
  readonly say: string
  readonly params?: Params
  readonly token: string
  /** The last day for it, `YYYY-MM-DD`: what has one comes first. */
  readonly due?: string
}

/** What one may ask with to find out what waits for whoever asks. */
export type Asked = Pick<Talk, 'actor' | 'language' | 'now' | 'content' | 'text' | 'execute'>

/** What a feature contributes to the home of whoever it concerns. */
export interface Waiting {
  readonly for: Audience
  /** At most `MOST` lines are shown, those of the nearest day first. */
  list(asked: Asked): Promise<readonly WaitingItem[]>
}

export const MOST = 20
const LABEL = 64

/** Everything of all features that waits for whoever asks, by the day it is due, as buttons. */
export const waitingFor = async (
  all: readonly Waiting[],
  asked: Asked,
): Promise<readonly { readonly label: string; readonly token: string }[]> => {
  const mine = all.filter((waiting) => mayUse(waiting.for, asked.actor))
  const items = (await Promise.all(mine.map((waiting) => waiting.list(asked)))).flat()
  return items
    .toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9', 'en'))
    .slice(0, MOST)
    .map(({ say, params, token }) => ({ label: asked.text(say, params).slice(0, LABEL).toWellFormed(), token }))
}
