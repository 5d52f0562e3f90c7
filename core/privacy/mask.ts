import { ADDRESS, FIXED, namesIn, UNNAMED } from './personal.ts'

/** A text without what tells who wrote it, and the way back. */
export interface Masked {
  readonly text: string
  /** How many different things were masked. */
  readonly count: number
  /** Puts what was masked back into words that were taken out of `text`. */
  putBack(words: string): string
}

const OPEN = '〔'
const CLOSE = '〕'
const TOKEN = /〔[^〔〕\d]{1,4}\d{1,4}〕/g

/**
 * Replaces names where they are marked as such, telephones, ID numbers, plates, bank cards, e-mail, accounts and
 * addresses to the house by tokens such as `〔电话1〕`; the same thing has the same token throughout.
 * A name that nothing marks as a name stays: nobody can promise more without knowing everybody.
 */
export const mask = (said: string): Masked => {
  const tokens = new Map<string, string>()
  const originals = new Map<string, string>()
  const counts = new Map<string, number>()
  const tokenOf = (kind: string, original: string): string => {
    const known = tokens.get(`${kind}${original}`)
    if (known !== undefined) return known
    const number = (counts.get(kind) ?? 0) + 1
    counts.set(kind, number)
    const token = `${OPEN}${kind}${number}${CLOSE}`
    tokens.set(`${kind}${original}`, token)
    originals.set(token, original)
    return token
  }
  // Brackets that somebody wrote must not pass for ours.
  let text = said.replaceAll(OPEN, '[').replaceAll(CLOSE, ']')
  for (const name of namesIn(text)) text = replaceOutside(text, name, () => tokenOf('姓名', name))
  for (const { kind, form } of [...FIXED, ADDRESS, UNNAMED]) {
    text = replaceOutside(text, form, (found) => tokenOf(kind, found))
  }
  return {
    text,
    count: originals.size,
    putBack: (words) => words.replace(TOKEN, (token) => originals.get(token) ?? token),
  }
}

/** Replaces in what stands outside tokens alone. */
const replaceOutside = (text: string, form: RegExp | string, replace: (found: string) => string): string => {
  let masked = ''
  let from = 0
  for (const token of text.matchAll(TOKEN)) {
    masked += text.slice(from, token.index).replaceAll(form, replace) + token[0]
    from = token.index + token[0].length
  }
  return masked + text.slice(from).replaceAll(form, replace)
}
