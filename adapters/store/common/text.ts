const unstorable = /[\0\p{Surrogate}]/gu

/**
 * Text as every store keeps it: NUL and lone surrogates become U+FFFD. BSON refuses both in places and SQLite stops
 * reading at the first, so neither may decide what a citizen's words look like afterwards.
 */
export const storableText = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.replace(unstorable, '\ufffd')

/** The smallest text above every text that begins with `prefix`, by code point; undefined when there is none. */
export function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix)
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0
    if (point === 0x10ffff) continue
    const next = point === 0xd7ff ? 0xe000 : point + 1
    return points.join('') + String.fromCodePoint(next)
  }
  return undefined
}
