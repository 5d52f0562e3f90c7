import type { Chat } from './chat.ts'

export type Patience = { timeoutMs?: number }

/**
 * Resolves with the first thing `look` finds, looking again after every change in the chat.
 * @throws Error with `describe()` when `timeoutMs` (2,000 real milliseconds unless given) are over.
 */
export function waitFor<T>(
  chat: Chat,
  look: () => T | undefined,
  describe: () => string,
  { timeoutMs = 2_000 }: Patience = {},
): Promise<T> {
  const found = look()
  if (found !== undefined) return Promise.resolve(found)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unwatch()
      reject(new Error(`${describe()} within ${timeoutMs} ms`))
    }, timeoutMs)
    const unwatch = chat.watch(() => {
      const value = look()
      if (value === undefined) return
      clearTimeout(timer)
      unwatch()
      resolve(value)
    })
  })
}
