/** Where a text may be parted, best places first: paragraphs, lines, sentences, words. */
const PLACES = [/\n\s*\n/g, /\n/g, /[。!?!?;;…]+["”』」)】]*|[.]\s/g, /[,,、\s]/g]

/** A place in the first third would make too many small parts. */
const EARLIEST = 1 / 3

/** Whether Telegram would find nothing to show in `text`. */
export const isBlank = (text: string): boolean => text.replace(/[\s\p{C}\u2028-\u202e]/gu, '') === ''

/**
 * `text` in parts of at most `limit` UTF-16 units. Nothing but white space between parts is lost, and no character is
 * cut in two. A blank text has no parts.
 */
export const split = (text: string, limit: number): readonly string[] => {
  const parts: string[] = []
  let rest = text
  while (rest.length > limit) {
    const end = placeIn(rest.slice(0, limit), rest)
    parts.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).replace(/^\s+/, '')
  }
  return [...parts, rest].filter((part) => !isBlank(part))
}

const placeIn = (window: string, rest: string): number => {
  for (const place of PLACES) {
    let end = 0
    for (const found of window.matchAll(place)) end = found.index + found[0].length
    if (end > window.length * EARLIEST) return end
  }
  // A code point that begins on the last unit and goes on after it would be cut in two.
  const last = rest.codePointAt(window.length - 1) ?? 0
  return last > 0xffff ? window.length - 1 : window.length
}
