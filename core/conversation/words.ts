// Explicit embeddings and isolates can turn a text around on the screen, controls have no shape at all. Line ends and
// tabs stay, and so do the joiners that emoji are made with.
const INVISIBLE = /(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}]/gu

/** What a person wrote, without control characters, direction overrides and lone surrogates; line ends are `\n`. */
export const cleanWords = (words: string): string =>
  words
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .toWellFormed()
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()
