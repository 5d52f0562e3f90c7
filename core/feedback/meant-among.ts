import type { CaseData } from './case.ts'
import { OPEN } from './lifecycle.ts'

/** A case of whoever writes. */
export interface Reported {
  readonly id: string
  readonly data: CaseData
}

const ORDINAL = /第([一二三四五六七八九1-9])[件个]/u
const NUMERALS = '一二三四五六七八九'

const pairsOf = (words: string): ReadonlySet<string> => {
  const letters = [...words.replace(/[^\p{Script=Han}A-Za-z0-9]/gu, '')]
  return new Set(letters.slice(1).map((letter, n) => `${letters[n]}${letter}`))
}

const pairsIn = (text: string, pairs: ReadonlySet<string>): number =>
  [...pairsOf(text)].filter((pair) => pairs.has(pair)).length

/** Whether two neighbouring letters of `words` stand beside each other in `text` too. */
export const sharesWords = (text: string, words: string): boolean => pairsIn(text, pairsOf(words)) > 0

/**
 * Which of somebody's open cases words are about: 第一件 by the order in which they were reported, 垃圾那个 by what only one of
 * them tells. `usual` where that can't be told. `rows` are the newest first.
 */
export const meantAmong = (rows: readonly Reported[], words: string, usual: Reported): Reported => {
  const open = rows.filter(({ data }) => OPEN.includes(data.state))
  const [, said = ''] = ORDINAL.exec(words) ?? []
  const nth = said === '' ? undefined : open.toReversed()[(Number(said) || NUMERALS.indexOf(said) + 1) - 1]
  if (nth !== undefined) return nth
  const pairs = pairsOf(words)
  const scored = open.map((row) => ({ row, shared: pairsIn(row.data.text, pairs) })).sort((a, b) => b.shared - a.shared)
  const [first, second] = scored
  return first !== undefined && first.shared > (second?.shared ?? 0) ? first.row : usual
}
