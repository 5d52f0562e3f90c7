import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { Warning } from './warning.ts'

const start = (context: Context, year: string): string => `${context.content.only(Office).casePrefix}-W-${year}-`

/** The next free number of the year: `AH-W-2026-000123`. Two that take the same one meet at the unique index. */
export const nextNumber = async (context: Context): Promise<string> => {
  const begins = start(context, calendarOf(context.content).dayAt(context.now).slice(0, 4))
  const last = await context
    .read(Warning)
    .first({ where: { 'data.number': { prefix: begins } }, order: ['-data.number'] })
  const count = last === undefined ? 0 : Number(last.data.number.slice(begins.length))
  return `${begins}${String(count + 1).padStart(6, '0')}`
}

/** The id of the warning that a button or a person names: by its id, its number, or the number's last part of this year. */
export const idMeant = async (context: Context, words: string): Promise<string | undefined> => {
  if (/^w[0-9a-z]{16}$/.test(words)) return words
  const plain = words.normalize('NFKC').toUpperCase().replace(/\s+/g, '')
  const year = calendarOf(context.content).dayAt(context.now).slice(0, 4)
  const number = /^\d{1,6}$/.test(plain) ? `${start(context, year)}${plain.padStart(6, '0')}` : plain
  return (await context.read(Warning).first({ where: { 'data.number': number } }))?.id
}
