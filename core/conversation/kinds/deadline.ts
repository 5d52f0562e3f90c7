import { DateTime } from 'luxon'
import { type Calendar, type Day, toDay } from '../../calendar/index.ts'
import { toSimplified } from '../../content/traditional.ts'
import { dayMeant, inDigits } from './day.ts'
import { numeral } from './numerals.ts'

/** What stands around the day itself: 最迟下周五下班前, 月底之前改好, by Friday. */
const BEFORE = /^(?:最迟|最晚|在|到|by|before|until)\s*/u
const AFTER = /(?:下班)?(?:[之以]?前)?(?:改好|改完|改正|办好|办完|做完|完成|整改(?:好|完|到位|完毕)?)?[。.!！]*$/u

/** 10个工作日内, 两周, 半个月, 3 weeks; 三天前 is over. */
const COUNTED =
  /^(?:within |in )?(半|[一两二三四五六七八九十百]{1,4}|\d{1,3})\s*个?\s*(?:(工作[日天]|working days?|business days?)|(天|days?)|(周|星期|礼拜|weeks?)|((?<=个|半)月|months?))\s*(?:(?:之|以)?[内后]|later)?([之以]?前|\sago)?$/u

const IN = '(?:底|末|之?内)$'
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ENDS: readonly (readonly [RegExp, (today: DateTime, named: string) => DateTime])[] = [
  [new RegExp(`^(?:这个|本|当)?月${IN}|^(?:the )?end of (?:the |this )?month$`, 'u'), (today) => today.endOf('month')],
  [new RegExp(`^下个?月${IN}|^(?:the )?end of next month$`, 'u'), (today) => today.plus({ months: 1 }).endOf('month')],
  [new RegExp(`^[今本]?年${IN}|^(?:the )?end of (?:the |this )?year$`, 'u'), (today) => today.endOf('year')],
  [new RegExp(`^(\\d{1,2})月份?${IN}`, 'u'), (today, month) => endOfMonth(today, Number(month))],
  [/^(?:the )?end of ([a-z]{3})[a-z]*$/u, (today, month) => endOfMonth(today, MONTHS.indexOf(month) + 1)],
  [/^(?:这个?|本)(?:周|星期|礼拜)之?内$|^(?:the )?end of (?:the |this )?week$/u, (today) => today.endOf('week')],
  [/^下个?(?:周|星期|礼拜)之?内$|^(?:the )?end of next week$/u, (today) => today.plus({ weeks: 1 }).endOf('week')],
]

/** The next end of a month; not a day for a month that there is not. */
const endOfMonth = (today: DateTime, month: number): DateTime => {
  const end = DateTime.fromObject({ year: today.year, month }, { zone: 'utc' }).endOf('month')
  return end < today ? end.plus({ years: 1 }) : end
}

/**
 * The day by which something is to be done, where `dayMeant` does not know it: so many working days, weeks or months from
 * today, the end of a week, a month or the year, or 前 after any day. Undefined when it can't be told. `now` is an
 * instant; working days are those of `calendar`, the first after today.
 */
export const deadlineMeant = (said: string, now: string, calendar: Calendar): Day | undefined => {
  const words = inDigits(toSimplified(said).trim().toLowerCase())
  const today = calendar.dayAt(now)
  const core = words.replace(BEFORE, '').replace(AFTER, '').trim()
  const counted = countedFrom(words, today, calendar) ?? countedFrom(core, today, calendar)
  if (counted !== undefined) return counted
  const named = core === words ? undefined : dayMeant(core, now, calendar.timeZone)
  return named === undefined ? endMeant(core, today) : toDay(named)
}

const countedFrom = (words: string, today: Day, calendar: Calendar): Day | undefined => {
  const [, many = '', working, days, weeks, , before] = COUNTED.exec(words) ?? []
  const count = many === '半' ? 0.5 : (numeral(many) ?? Number(many))
  if (many === '' || Number.isNaN(count)) return undefined
  // Nobody counts back in working days: 10个工作日前改好 is by then.
  if (working !== undefined)
    return before === undefined && count >= 1 ? calendar.addWorkingDays(today, count).day : undefined
  const past = before === undefined ? 1 : -1
  if (days !== undefined) return iso(at(today).plus({ days: past * Math.ceil(count) }))
  if (weeks !== undefined) return iso(at(today).plus({ days: past * Math.ceil(count * 7) }))
  return iso(at(today).plus(count < 1 ? { days: past * 15 } : { months: past * count }))
}

const endMeant = (words: string, today: Day): Day | undefined => {
  for (const [pattern, end] of ENDS) {
    const found = pattern.exec(words)
    if (found !== null) return iso(end(at(today), found[1] ?? ''))
  }
  return undefined
}

const at = (day: Day): DateTime => DateTime.fromISO(day, { zone: 'utc' })
const iso = (day: DateTime): Day | undefined => (day.isValid ? toDay(day.toISODate() ?? '') : undefined)
