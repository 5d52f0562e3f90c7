import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { Visit } from './visit.ts'

/** The next free number of the year: `AH-V-2026-000012`. Two that take the same one meet at the unique index. */
export const nextNumber = async (context: Context): Promise<string> => {
  const year = calendarOf(context.content).dayAt(context.now).slice(0, 4)
  const start = `${context.content.only(Office).casePrefix}-V-${year}-`
  const last = await context.read(Visit).first({ where: { 'data.number': { prefix: start } }, order: ['-data.number'] })
  return `${start}${String(Number(last?.data.number.slice(start.length) ?? 0) + 1).padStart(6, '0')}`
}
