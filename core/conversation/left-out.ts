/** More than any list that people page through has. */
const MOST = 1_000_000

/** How many lines of a list a page leaves out, as a button or a person says it: none where it is no such number. */
export const leftOut = (said: string | undefined): number =>
  Math.min(MOST, Math.max(0, Number.parseInt(said ?? '0', 10) || 0))
