/** Keys, base64, a cat on the keyboard: nothing that a person said. */
const GIBBERISH = /[A-Za-z0-9+/=_-]{25,}/gu

/** Whether a message holds no words that could name a problem: a sign or a letter alone, emoji, one letter again and again. */
export const saysNothing = (words: string): boolean => {
  const plain = words
    .normalize('NFKC')
    .replace(GIBBERISH, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return new Set(plain).size < 2
}

/** Whether nothing of it is Chinese or English: nobody here may be able to read it at once, but somebody will. */
export const isOtherLanguage = (words: string): boolean =>
  /\p{L}{2}/u.test(words) && !/[\p{Script=Han}A-Za-z]/u.test(words)
