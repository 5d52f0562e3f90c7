import { type Asked, type Button, type HomeLine, type HomeLines, homeLines, linesOf } from './home-line.ts'

export type { Asked } from './home-line.ts'

/** One thing that waits for somebody. */
export interface WaitingItem extends HomeLine {
  /** The last day for it, `YYYY-MM-DD`: what has one comes first. */
  readonly due?: string
}

/** What waits for people. At most `MOST` lines are shown, those of the nearest day first. */
export type Waiting = HomeLines<WaitingItem>

export const MOST = 20

/** Everything of all features that waits for whoever asks, by the day it is due, as buttons. */
export const waitingFor = (all: readonly Waiting[], asked: Asked): Promise<readonly Button[]> =>
  homeLines(all, asked, byDay, MOST)

/** The tokens of all of it, however much it is. */
export const waitingTokens = async (all: readonly Waiting[], asked: Asked): Promise<readonly string[]> =>
  (await linesOf(all, asked)).toSorted(byDay).map(({ token }) => token)

const byDay = (a: WaitingItem, b: WaitingItem): number => (a.due ?? '9').localeCompare(b.due ?? '9', 'en')
