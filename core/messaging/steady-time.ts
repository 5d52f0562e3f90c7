import type { Clock } from '../ports/clock.ts'

/** Milliseconds that never go back, though the clock may be set back. */
export const steadyTime = (clock: Clock): (() => number) => {
  let last = 0
  let setBack = 0
  return () => {
    const told = Date.parse(clock.now()) + setBack
    if (told < last) setBack += last - told
    last = Math.max(told, last)
    return last
  }
}
