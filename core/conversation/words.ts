import type { Act } from '../ports/channel.ts'

// Explicit embeddings and isolates can turn a text around on the screen, controls have no shape at all. Line ends and
// tabs stay, and so do the joiners that emoji are made with; between Chinese characters they only hide words from a search.
const INVISIBLE = /(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}]|(?<=\p{Script=Han})[\u200C\u200D]+(?=\p{Script=Han})/gu

/** What a person wrote, without control characters, direction overrides and lone surrogates; line ends are `\n`. */
export const cleanWords = (words: string): string =>
  words
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .toWellFormed()
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()

/** So often one sign may stand in a row: more says nothing more. */
const LONGEST_ROW = 200
const ROW = new RegExp(`\\s{${LONGEST_ROW + 1},}|(\\S)\\1{${LONGEST_ROW},}`, 'gu')

/** What somebody did, without endless rows of one sign: whatever is looked for in words by pattern stays quick. */
export const withoutRows = <A extends Act>(act: A): A =>
  'text' in act && act.text !== undefined
    ? { ...act, text: act.text.replace(ROW, (row) => row.slice(0, LONGEST_ROW)) }
    : act

// Frequent characters that only Traditional has. The dictionaries behind a full test are large, and few need them.
const TRADITIONAL = /[們這個來時說對國會經問間關過還進樣麼辦結誰點開幫電無兩從東車長門見現發業員務號報裡嗎請謝壞燈]/

/** Whether `words` are written in Traditional characters. */
export const looksTraditional = (words: string): boolean => TRADITIONAL.test(words)
