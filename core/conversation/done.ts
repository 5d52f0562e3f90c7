import type { Params } from '../kernel/errors.ts'
import { type Audience, mayUse } from './command.ts'
import type { Asked } from './waiting.ts'

/** One thing that somebody has finished: a line, and where it can be looked at again. */
export interface DoneItem {
  /** A text key: the line, short enough for a button. It is given `day` besides its own values. */
  readonly say: string
  readonly params?: Params
  readonly token: string
  /** The instant of it. */
  readonly at: string
}

/** What a feature contributes to what one has done: one's own alone, never what is known of somebody else. */
export interface Done {
  readonly for: Audience
  /** The newest first; `MOST_DONE` are enough. */
  list(asked: Asked): Promise<readonly DoneItem[]>
}

export const MOST_DONE = 5
const LABEL = 64

/** What whoever asks has finished last, of all features, the newest first, as buttons. */
export const doneBy = async (
  all: readonly Done[],
  asked: Asked,
  dayAt: (instant: string) => string,
): Promise<readonly { readonly label: string; readonly token: string }[]> => {
  const mine = all.filter((done) => mayUse(done.for, asked.actor))
  const items = (await Promise.all(mine.map((done) => done.list(asked)))).flat()
  return items
    .toSorted((a, b) => b.at.localeCompare(a.at, 'en'))
    .slice(0, MOST_DONE)
    .map(({ say, params, token, at }) => ({
      label: asked
        .text(say, { ...params, day: dayAt(at) })
        .slice(0, LABEL)
        .toWellFormed(),
      token,
    }))
}
