/** Runs what it is given, at most `count` at once, in the order of asking. */
export const lanes = (count: number): (<T>(act: () => Promise<T>) => Promise<T>) => {
  const waiting: (() => void)[] = []
  let free = count
  return async (act) => {
    if (free > 0) free--
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await act()
    } finally {
      // The lane is handed to whoever waits longest, without ever being free in between.
      const next = waiting.shift()
      if (next === undefined) free++
      else next()
    }
  }
}
