import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import type { RecordType } from '../kernel/record.ts'

/** How the numbers of a year begin: `AH-W-2026-`; without a letter, those of cases: `AH-2026-`. */
const startOf = ({ content }: Pick<Context, 'content'>, letter: string, at: string): string =>
  [
    content.only(Office).casePrefix,
    ...(letter === '' ? [] : [letter]),
    calendarOf(content).dayAt(at).slice(0, 4),
    '',
  ].join('-')

/**
 * The next free number of the year, without gaps: `AH-W-2026-000123`. Two that take the same one meet at the unique
 * index of `data.number`, and the later of them tries again.
 */
export const nextNumber = async <T extends { readonly number: string }>(
  context: Context,
  type: RecordType<T>,
  letter = '',
  at = context.now,
): Promise<string> => {
  const start = startOf(context, letter, at)
  const last = await context.read(type).first({ where: { 'data.number': { prefix: start } }, order: ['-data.number'] })
  return `${start}${String(Number(last?.data.number.slice(start.length) ?? 0) + 1).padStart(6, '0')}`
}

/** The id that a button or a person names: an id itself, a number, or the last part of a number of this year. */
export const idMeant = async <T extends { readonly number: string }>(
  context: Context,
  type: RecordType<T>,
  letter: string,
  words: string,
): Promise<string | undefined> => {
  if (words.startsWith(type.prefix) && /^[0-9a-z]{16}$/.test(words.slice(type.prefix.length))) return words
  const plain = words.normalize('NFKC').toUpperCase().replace(/\s+/g, '')
  const number = /^\d{1,6}$/.test(plain) ? `${startOf(context, letter, context.now)}${plain.padStart(6, '0')}` : plain
  return (await context.read(type).first({ where: { 'data.number': number } }))?.id
}
