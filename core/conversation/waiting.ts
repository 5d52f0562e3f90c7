import { calendarOf } from '../calendar/content.ts'
import { type Asked, type Button, type HomeLine, type HomeLines, homeLines, linesOf } from './home-line.ts'

export type { Asked } from './home-line.ts'

/** One thing that waits for somebody. */
export interface WaitingItem extends HomeLine {
  /** The last day for it, `YYYY-MM-DD`: what has one comes first. It is said behind the text, unless that takes `due`. */
  readonly due?: string
}

/**
 * What waits for people, those of the nearest day first. Where a feature lists only so much, its last line leads to the
 * rest: nothing that waits is out of reach.
 */
export type Waiting = HomeLines<WaitingItem>

/** So much is shown at once. */
export const PAGE = 10

/** Everything of all features that waits for whoever asks, by the day it is due, as buttons. */
export const waitingFor = (all: readonly Waiting[], asked: Asked): Promise<readonly Button[]> => {
  const today = calendarOf(asked.content).dayAt(asked.now)
  return homeLines(all, asked, byDay, ({ due, params }) =>
    due === undefined || params?.due !== undefined
      ? {}
      : { after: asked.text(due < today ? 'chat.waits-late' : 'chat.waits-by', { due }) },
  )
}

/** A page of it from the item `from` on; from the first where there are not so many any more. */
export const pageOf = (items: readonly Button[], from: number) => {
  const begin = from < items.length ? from : 0
  const shown = items.slice(begin, begin + PAGE)
  const next = begin + shown.length
  return { shown, from: begin + 1, to: next, ...(next < items.length ? { next: `mine ${next}` } : {}) }
}

/** The tokens of all of it, however much it is. */
export const waitingTokens = async (all: readonly Waiting[], asked: Asked): Promise<readonly string[]> =>
  (await linesOf(all, asked)).toSorted(byDay).map(({ token }) => token)

const byDay = (a: WaitingItem, b: WaitingItem): number => (a.due ?? '9').localeCompare(b.due ?? '9', 'en')
