/** Numbers from 0 up to 1 that look like chance and are the same in every run. */
export const chance = (seed: number): (() => number) => {
  let state = Math.imul(seed, 0x9e3779b1) | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** Puts `items` into an order of chance, in place. */
export const shuffle = (items: Int32Array, next: () => number): void => {
  for (let n = items.length - 1; n > 0; n--) {
    const other = Math.floor(next() * (n + 1))
    const item = items[n] ?? 0
    items[n] = items[other] ?? 0
    items[other] = item
  }
}
