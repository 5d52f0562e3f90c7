/** So many acts in a while, for each key. Kept in memory alone: a network address must not outlive its minute. */
export interface Limiter {
  /** Counts one act of `key`: 0 when it is within the limit, else the milliseconds until the next is. */
  take(key: string): number
}

const MOST_KEYS = 20_000

/** `limit` acts at once, and as many again over `milliseconds`. `time` gives milliseconds. */
export const limiter = (limit: number, milliseconds: number, time: () => number): Limiter => {
  const perAct = milliseconds / limit
  /** When each key has its whole limit again. */
  const whole = new Map<string, number>()

  const makeRoom = (now: number): void => {
    for (const [key, at] of whole) if (at <= now) whole.delete(key)
    // So many keys at once are an attack: the half that came first is let off.
    for (const key of whole.keys()) {
      if (whole.size <= MOST_KEYS / 2) break
      whole.delete(key)
    }
  }

  return {
    take: (key) => {
      const now = time()
      const at = Math.max(now, whole.get(key) ?? now)
      const wait = at + perAct - milliseconds - now
      if (wait > 0) return Math.ceil(wait)
      if (whole.size >= MOST_KEYS) makeRoom(now)
      whole.set(key, at + perAct)
      return 0
    },
  }
}
