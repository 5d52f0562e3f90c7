import type { Counted } from './pairs.ts'

/** A letter as an index keeps it: none of its words. */
export interface KeptLetter extends Pick<Counted, 'id' | 'regions' | 'matter' | 'time'> {
  /** Each pair's number, how often it counts, and whether it is mostly part of a place's name, in one number. */
  readonly packed: Int32Array
}

/** A pair counts up to this often: its share is 0.97 by then. */
const MOST = 31
const BITS = 6

export const keptOf = ({ id, regions, matter, time, pairs, shares, ofPlaces }: Counted): KeptLetter => ({
  ...{ id, regions, matter, time },
  packed: pairs.map((pair, k) => {
    const share = shares[k] ?? 0
    const times = Math.min(MOST, Math.round(share / (1 - share)))
    return pair * (1 << BITS) + times * 2 + (ofPlaces[k] ?? 0)
  }),
})

export const pairIn = (packed: number): number => packed >> BITS

const SHARES = Float32Array.from({ length: MOST + 1 }, (_, times) => times / (times + 1))
export const shareIn = (packed: number): number => SHARES[(packed >> 1) & MOST] ?? 0
export const isOfPlacesIn = (packed: number): boolean => (packed & 1) === 1
