// Explicit embeddings and isolates can turn a text around on the screen; the others have no shape at all.
const INVISIBLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g

/** What a person wrote, without control characters, direction overrides and lone surrogates; line ends are `\n`. */
export const cleanWords = (words: string): string =>
  words.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').toWellFormed().replace(/\n{4,}/g, '\n\n\n').trim()
