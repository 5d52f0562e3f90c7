/** What the program fills in by itself; 本人任务 is what was laid on the very signer for this year (`core/duties`). */
export const KNOWN = ['姓名', '单位', '岗位', '年份', '本人任务'] as const
export type Known = Readonly<Record<(typeof KNOWN)[number], string>>

/** `{{name}}`, somewhere in a text. */
export const BLANK = /\{\{\s*([^{}]*?)\s*\}\}/g

/** `value` as it stands in the blank `name`: its own full stop falls away where the text goes on with one. */
export const fittingIn = (text: string, name: string, value: string): string =>
  [...text.matchAll(BLANK)].some(
    ({ 0: blank, 1: called, index }) => called === name && /^[。，；、,;.]/u.test(text.slice(index + blank.length)),
  )
    ? value.replace(/(?<=.)[。，；、,;.\s]+$/u, '')
    : value

/** The names of the blanks of a text. */
export const blanksIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(BLANK)].map(([, name = '']) => name))
