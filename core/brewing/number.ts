import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { Brewing } from './problem.ts'

const begins = ({ content, now }: Context): string =>
  `${content.only(Office).casePrefix}-I-${calendarOf(content).dayAt(now).slice(0, 4)}-`

/** The next free number of the year: `AH-I-2026-000012`. Two that take the same one meet at the unique index. */
export const nextNumber = async (context: Context): Promise<string> => {
  const start = begins(context)
  const last = await context
    .read(Brewing)
    .first({ where: { 'data.number': { prefix: start } }, order: ['-data.number'] })
  const count = last === undefined ? 0 : Number(last.data.number.slice(start.length))
  return `${start}${String(count + 1).padStart(6, '0')}`
}

/** The id that a button or a person names: an id, a number, or the number's last part of this year. */
export const idMeant = async (context: Context, words: string): Promise<string> => {
  if (/^bp[0-9a-z]{16}$/.test(words)) return words
  const plain = words.normalize('NFKC').toUpperCase().replace(/\s+/g, '')
  const number = /^\d{1,6}$/.test(plain) ? `${begins(context)}${plain.padStart(6, '0')}` : plain
  return (await context.read(Brewing).first({ where: { 'data.number': number } }))?.id ?? words
}
