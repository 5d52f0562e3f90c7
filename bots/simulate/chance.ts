/** Randomness that is the same again for the same seed. */
export interface Chance {
  /** From 0 up to but not including 1. */
  next(): number
  /** Whether something happens that happens in this share of times. */
  happens(share: number): boolean
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  /** One of them. @throws Error when there is none */
  of<T>(all: readonly T[]): T
}

/** The generator mulberry32: 32 bits of state, good enough for people who are late or not. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    ...{ next, between, happens: (share) => next() < share },
    of: (all) => {
      const one = all[between(0, all.length - 1)]
      if (one === undefined) throw new Error('nothing to choose from')
      return one
    },
  }
}
