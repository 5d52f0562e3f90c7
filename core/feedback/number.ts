import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { Case } from './case.ts'

const NUMBER = /^(?:([A-Z]{1,6})-?)?(?:(\d{4})-)?(\d{1,6})$/

/**
 * The case numbers that words may mean, the likeliest first: `AH-2026-000012`, `2026-12`, or `12` for the twelfth of
 * this year, or else of the last. None for other words.
 */
export const numbersMeant = (words: string, prefix: string, today: string): readonly string[] => {
  const plain = words
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/[‐-―−]/g, '-')
  const [, letters, year, count] = NUMBER.exec(plain) ?? []
  if (count === undefined || (letters !== undefined && letters !== prefix)) return []
  const now = Number(today.slice(0, 4))
  return (year === undefined ? [now, now - 1] : [year]).map((each) => `${prefix}-${each}-${count.padStart(6, '0')}`)
}

/** The ids of the cases that words may mean: an id itself, or a number as `numbersMeant` reads it. */
export const caseIdsMeant = async (context: Context, words: string): Promise<readonly string[]> => {
  if (/^c[0-9a-z]{16}$/.test(words)) return [words]
  const today = calendarOf(context.content).dayAt(context.now)
  const ids: string[] = []
  for (const number of numbersMeant(words, context.content.only(Office).casePrefix, today)) {
    const found = await context.read(Case).first({ where: { 'data.number': number } })
    if (found !== undefined) ids.push(found.id)
  }
  return ids
}
