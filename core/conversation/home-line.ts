import type { Params } from '../kernel/errors.ts'
import { type Audience, mayUse, type Talk } from './command.ts'

/** One line of somebody's home: short enough for a button, and where a tap on it leads. */
export interface HomeLine {
  /** A text key. */
  readonly say: string
  readonly params?: Params
  readonly token: string
}

/** What one may ask with to find out what concerns whoever asks. */
export type Asked = Pick<Talk, 'actor' | 'language' | 'now' | 'content' | 'text' | 'execute'>

/** What a feature contributes to the home of whoever it concerns: their own alone, never what is somebody else's. */
export interface HomeLines<Line extends HomeLine> {
  readonly for: Audience
  list(asked: Asked): Promise<readonly Line[]>
}

export interface Button {
  readonly label: string
  readonly token: string
}

const LABEL = 64

/** The lines of all features for whoever asks, in no order. */
export const linesOf = async <Line extends HomeLine>(
  all: readonly HomeLines<Line>[],
  asked: Asked,
): Promise<readonly Line[]> => {
  const mine = all.filter((each) => mayUse(each.for, asked.actor))
  return (await Promise.all(mine.map((each) => each.list(asked)))).flat()
}

/** The lines of all features for whoever asks, in one order, as buttons; at most the first `most`. */
export const homeLines = async <Line extends HomeLine>(
  all: readonly HomeLines<Line>[],
  asked: Asked,
  order: (a: Line, b: Line) => number,
  said: (line: Line) => { readonly params?: Params; readonly after?: string },
  most?: number,
): Promise<readonly Button[]> =>
  (await linesOf(all, asked))
    .toSorted(order)
    .slice(0, most)
    .map((line) => {
      const { params = {}, after = '' } = said(line)
      const words = asked.text(line.say, { ...line.params, ...params })
      return { label: `${words.slice(0, LABEL - after.length).toWellFormed()}${after}`, token: line.token }
    })
