import { type Day, toDay } from '../calendar/index.ts'
import { before, PERIOD, periodNamed } from './period.ts'

const QUARTERS = '一二三四'
const LAST = '(?:上|上个|上一个|last ?)'
const THIS = '(?:这|本|这个|this ?)'

/**
 * The name of the period that people mean, such as `2025-06`: 上个月, 6月, 2025年二季度, 今年, `last year`, `Q2`. A month or a
 * quarter without a year is the last one that has begun by `today`. Undefined for other words.
 */
export const periodMeant = (said: string, today: Day): string | undefined => {
  const words = said.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
  const { year, quarter, month } = now(today)
  const is = (form: string): boolean => new RegExp(`^(?:${form})$`).test(words)
  if (PERIOD.test(words.toUpperCase())) return words.toUpperCase()
  if (is(`今年|${THIS}年度?|this year`)) return year
  if (is('去年|上年度?|last year')) return before(periodNamed(year)).name
  if (is('前年')) return before(before(periodNamed(year))).name
  if (is(`当月|${THIS}(?:月|month)`)) return month
  if (is(`${LAST}(?:月|month)`)) return before(periodNamed(month)).name
  if (is(`当季|${THIS}(?:季度?|quarter)`)) return quarter
  if (is(`${LAST}(?:季度?|quarter)`)) return before(periodNamed(quarter)).name
  return spelled(words, today)
}

const spelled = (words: string, today: Day): string | undefined => {
  const parts = /^(?:(\d{4}) ?年?[-/. ]?)?(?:第?([一二三四1-4]) ?季度?|q([1-4])|(\d{1,2}) ?月?份?)?$/.exec(words)
  if (parts === null || words === '') return undefined
  const [, year, spoken, figure, month] = parts
  const quarter = spoken === undefined ? figure : String(QUARTERS.indexOf(spoken) + 1 || spoken)
  if (quarter === undefined && month === undefined) return year
  // A figure alone may be anything; a month has its word, or a year before it.
  if (month !== undefined && ((year === undefined && !/月/.test(words)) || Number(month) < 1 || Number(month) > 12))
    return undefined
  const name = (of: number): string => `${of}-${quarter === undefined ? month?.padStart(2, '0') : `Q${quarter}`}`
  if (year !== undefined) return name(Number(year))
  const own = Number(today.slice(0, 4))
  return periodNamed(name(own)).from <= today ? name(own) : name(own - 1)
}

const now = (today: Day) => ({
  year: today.slice(0, 4),
  quarter: `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`,
  month: toDay(today).slice(0, 7),
})
