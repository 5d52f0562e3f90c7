import { type Asked, type Button, type HomeLine, type HomeLines, homeLines } from './home-line.ts'

/** One thing that somebody has finished, and where it can be looked at again. Its text is given `day` besides its values. */
export interface DoneItem extends HomeLine {
  /** The instant of it. */
  readonly at: string
}

/** What one has done, the newest first; `MOST_DONE` are enough. */
export type Done = HomeLines<DoneItem>

export const MOST_DONE = 5

/** What whoever asks has finished last, of all features, the newest first, as buttons. */
export const doneBy = (
  all: readonly Done[],
  asked: Asked,
  dayAt: (instant: string) => string,
): Promise<readonly Button[]> =>
  homeLines(
    all,
    asked,
    (a, b) => b.at.localeCompare(a.at, 'en'),
    ({ at }) => ({ params: { day: dayAt(at) } }),
    MOST_DONE,
  )
