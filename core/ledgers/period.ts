import { addDays, type Day, instantAt, toDay } from '../calendar/index.ts'
import { refusal } from '../kernel/errors.ts'

/** A year, a quarter or a month; both days belong to it. */
export interface Period {
  /** `2025`, `2025-Q2` or `2025-06`. */
  readonly name: string
  readonly from: Day
  readonly to: Day
}

export const PERIOD = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/

/** The period of this name. @throws Refusal `ledgers.period-unknown` */
export const periodNamed = (name: string): Period => {
  const parts = PERIOD.exec(name)
  if (parts === null) throw refusal('ledgers.period-unknown', { period: name.slice(0, 20) })
  const [, year = '', quarter, month] = parts
  const [first, last] =
    quarter !== undefined
      ? [Number(quarter) * 3 - 2, Number(quarter) * 3]
      : month !== undefined
        ? [Number(month), Number(month)]
        : [1, 12]
  return { name, from: monthStart(Number(year), first), to: addDays(monthStart(Number(year), last + 1), -1) }
}

const monthStart = (year: number, month: number): Day =>
  month > 12 ? toDay(`${pad(year + 1, 4)}-01-01`) : toDay(`${pad(year, 4)}-${pad(month, 2)}-01`)

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0')

/** The period of the same length before it. */
export const before = ({ name, from }: Period): Period => {
  const day = addDays(from, -1)
  if (name.length === 4) return periodNamed(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  return periodNamed(name.includes('Q') ? `${day.slice(0, 4)}-Q${Math.ceil(month / 3)}` : day.slice(0, 7))
}

/** Its instants on the wall clock of `zone`: from the first, up to but not including the second. */
export const instantsOf = ({ from, to }: Period, zone: string): { readonly from: string; readonly until: string } => ({
  from: instantAt(from, '00:00', zone),
  until: instantAt(addDays(to, 1), '00:00', zone),
})
