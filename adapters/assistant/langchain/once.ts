import { createHash } from 'node:crypto'

/** How many letters are remembered, so that the same letter again is not asked again. */
const REMEMBERED = 500

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A flood of one letter is one question. What came to nothing may be asked again. */
export const once = <T>(ask: (text: string) => Promise<T | undefined>): ((text: string) => Promise<T | undefined>) => {
  const remembered = new Map<string, Promise<T | undefined>>()
  return (text) => {
    const key = digest(text)
    const known = remembered.get(key)
    if (known !== undefined) return known
    const asked = ask(text)
    remembered.set(key, asked)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break
      remembered.delete(oldest)
    }
    const forget = () => remembered.delete(key)
    void asked.then((found) => found === undefined && forget(), forget)
    return asked
  }
}
