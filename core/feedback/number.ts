import { calendarOf } from '../calendar/content.ts'
import type { Context } from '../kernel/context.ts'
import { Office } from '../content/office.ts'
import { Case } from './case.ts'

/** The next free case number of the year: `AH-2026-000123`. Two that take the same one meet at the unique index, and try again. */
export const nextNumber = async (context: Context, receivedAt: string): Promise<string> => {
  const year = calendarOf(context.content).dayAt(receivedAt).slice(0, 4)
  const start = `${context.content.only(Office).casePrefix}-${year}-`
  const last = await context.read(Case).first({ where: { 'data.number': { prefix: start } }, order: ['-data.number'] })
  const count = last === undefined ? 0 : Number(last.data.number.slice(start.length))
  return `${start}${String(count + 1).padStart(6, '0')}`
}
