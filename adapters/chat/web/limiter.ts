/** So many acts in a while, for each key. Kept in memory alone: a network address must not outlive its minute. */
export interface Limiter {
  /** Counts one act of `key`: 0 when it is within the limit, else the milliseconds until the next is. */
  take(key: string): number
}

const MOST_KEYS = 20_000

/** A bucket of `limit` acts that fills again over `milliseconds`. `time` gives milliseconds. */
export const limiter = (limit: number, milliseconds: number, time: () => number): Limiter => {
  const buckets = new Map<string, { left: number; at: number }>()
  const perAct = milliseconds / limit

  const dropFull = (now: number): void => {
    for (const [key, { at }] of buckets) if (now - at >= milliseconds) buckets.delete(key)
    // So many keys at once are an attack: whoever has waited longest is let off.
    for (const key of buckets.keys()) {
      if (buckets.size <= MOST_KEYS) break
      buckets.delete(key)
    }
  }

  return {
    take: (key) => {
      const now = time()
      if (buckets.size > MOST_KEYS) dropFull(now)
      const bucket = buckets.get(key)
      const left = bucket === undefined ? limit : Math.min(limit, bucket.left + (now - bucket.at) / perAct)
      buckets.set(key, { left: left < 1 ? left : left - 1, at: now })
      return left < 1 ? Math.ceil((1 - left) * perAct) : 0
    },
  }
}
