import { addDays, Day, toDay } from '../calendar/index.ts'
import { toSimplified } from '../content/traditional.ts'
import { dayMeant, inDigits } from '../conversation/kinds/day.ts'
import { numeral } from '../conversation/kinds/numerals.ts'
import { periodNamed } from '../ledgers/period.ts'
import { standInNamed } from './read-stand-in.ts'

/** What a sentence such as 我7月1日到10日请假，由李四代 already says. */
export interface SaidAbsence {
  readonly from?: Day
  readonly to?: Day
  /** A name: the words up to 代, after 由 or 让 or a comma. */
  readonly standIn?: string
}

const WEEKDAY = '(?:这个?|本|下个?)?(?:周|星期|礼拜)[一二三四五六日天]'
const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december'
const DAY_OF_MONTH = new RegExp(String.raw`(\d{1,2})(?:st|nd|rd|th)?\s+(${MONTHS})`, 'giu')
const MONTH_WITH_DAY = new RegExp(String.raw`(${MONTHS})\s+(\d{1,2})(?:st|nd|rd|th)?`, 'giu')
const DAY = String.raw`${WEEKDAY}|(?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)\s*[日号]?|(?<!\d)\d{1,2}\s*[日号]|今天|明天|大后天|后天|today|tomorrow`
const PART = '(?:上午|下午|早上|中午|晚上)?'
const SPAN = new RegExp(
  String.raw`(${DAY})${PART}\s*(?:起|开始)?\s*(?:到|至|[-—–~]+|to|until)\s*(${DAY}|\d{1,2}(?!\d|月))`,
  'iu',
)
/** Two days beside each other: 7月3日、4日, 周四周五. */
const PAIR = new RegExp(String.raw`(${DAY})\s*[、和及,]?\s*(${DAY})`, 'iu')
/** A day, with a part of it or whole; not that of coming back, which is none of the absence. */
const SINGLE = new RegExp(`(${DAY})(?!${PART}[^，,。不]{0,2}(?:回来|返岗|回岗|上班))(上午|下午|早上|晚上)?`, 'iu')
const UNTIL = new RegExp(`[休请假](?:到|至)(${DAY})`, 'u')
const LASTING =
  /(?<![周期拜])(半|[一两二三四五六七八九十]{1,3}|\d{1,3})\s*(?:个\s*(?=[周星礼月]))?(天|days?|weeks?|周(?![一二三四五六日天])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|(?<=个)月)/iu
const LENGTHS: Readonly<Record<string, number>> = { 周: 7, 星期: 7, 礼拜: 7, week: 7, weeks: 7, 月: 30 }

/** Reads days and the stand-in's name from free words; `now` is an instant, `zone` the office's. */
export const readAbsence = (words: string, now: string, zone: string): SaidAbsence => {
  const plain = inDigits(inMonths(toSimplified(words).normalize('NFKC')))
    .replace(/明后(?:两?天)/gu, '明天到后天')
    .replace(/今明(?:两?天)/gu, '今天到明天')
  const standIn = standInNamed(plain)
  const { from, to } = daysIn(plain, now, zone)
  return {
    ...(from === undefined ? {} : { from }),
    ...(from === undefined || to === undefined || to < from ? {} : { to }),
    ...(standIn === undefined ? {} : { standIn }),
  }
}

/** 1 July and July 1st as 7月1日. */
const inMonths = (words: string): string => {
  const number = (month: string): number => MONTHS.split('|').indexOf(month.toLowerCase()) + 1
  return words
    .replace(DAY_OF_MONTH, (_, day, month) => `${number(month)}月${day}日`)
    .replace(MONTH_WITH_DAY, (_, month, day) => `${number(month)}月${day}日`)
}

interface Days {
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

const daysIn = (words: string, now: string, zone: string): Days => {
  const today = toDay(dayMeant('today', now, zone) ?? '')
  const meant = (said: string): Day | undefined =>
    said === '' ? undefined : (day(dayMeant(said, now, zone)) ?? nextOf(said, today))
  const span = SPAN.exec(words)
  if (span !== null) {
    const from = meant(span[1] ?? '')
    return { from, to: from === undefined ? undefined : endMeant(span[2] ?? '', from, meant) }
  }
  const until = UNTIL.exec(words)
  if (until !== null) return { from: today, to: meant(until[1] ?? '') }
  const pair = PAIR.exec(words)
  const first = meant(pair?.[1] ?? '')
  if (first !== undefined && endMeant(pair?.[2] ?? '', first, meant) === addDays(first, 1))
    return { from: first, to: addDays(first, 1) }
  const whole = wholeOf(words, today, meant)
  if (whole !== undefined) return { ...whole, to: lasting(words, whole.from) ?? whole.to }
  const [, single = '', part] = SINGLE.exec(words) ?? []
  const from = meant(single)
  return {
    from,
    to: from === undefined ? undefined : (lasting(words, from) ?? (part === undefined ? undefined : from)),
  }
}

/** The last day of what lasts so long from a day on: 三天, 半天, 两周, 半个月. */
const lasting = (words: string, from: Day): Day | undefined => {
  const [, many = '', unit = ''] = LASTING.exec(words) ?? []
  const count = many === '半' ? 0.5 : (numeral(many) ?? Number(many))
  const days = Math.max(1, Math.floor(count * (LENGTHS[unit] ?? 1)))
  return many === '' || !(count > 0) ? undefined : addDays(from, days - 1)
}

/** 下周 and 7月份, the whole of it. */
const wholeOf = (words: string, today: Day, meant: (said: string) => Day | undefined) => {
  if (/下个?(?:周|星期|礼拜)(?![一二三四五六日天])/u.test(words)) {
    const from = meant('下周一')
    return from === undefined ? undefined : { from, to: addDays(from, 4) }
  }
  const month = /(\d{1,2})月份/.exec(words)?.[1]
  const begins = month === undefined ? undefined : meant(`${month}月1日`)
  if (begins === undefined) return undefined
  const { to } = periodNamed(begins.slice(0, 7))
  return to < today ? undefined : { from: begins < today ? today : begins, to }
}

/** The last day of a span: 10日 is that of the month that it began in, or of the next; a month without a year follows the first day. */
const endMeant = (said: string, from: Day, meant: (said: string) => Day | undefined): Day | undefined => {
  const alone = nextOf(said, from) ?? weekdayAfter(said, from)
  if (alone !== undefined) return alone
  const to = meant(said)
  if (to === undefined || /\d{4}/.test(said) || !/\d/.test(said)) return to
  const inYear = (year: number): Day | undefined => day(`${year}${to.slice(4)}`)
  const year = Number(from.slice(0, 4))
  const same = inYear(year)
  return same !== undefined && same >= from ? same : inYear(year + 1)
}

/** The next 周三 from a day on, itself counted: that of the week of the first day, not of this one. */
const weekdayAfter = (said: string, from: Day): Day | undefined => {
  const meant = /^(?:周|星期|礼拜)([一二三四五六日天])$/u.exec(said)?.[1]
  if (meant === undefined) return undefined
  // 1 January 2024 was a Monday.
  const isIt = (each: Day): boolean =>
    (Date.parse(each) - Date.parse('2024-01-01')) % (7 * 86_400_000) ===
    '一二三四五六日'.indexOf(meant.replace('天', '日')) * 86_400_000
  return Array.from({ length: 7 }, (_, n) => addDays(from, n)).find(isIt)
}

/** The next day of this number, `from` itself counted: 10日, 10号, 10. */
const nextOf = (said: string, from: Day): Day | undefined => {
  const number = /^(\d{1,2})\s*[日号]?$/.exec(said.trim())?.[1]
  if (number === undefined) return undefined
  for (let n = 0; n < 62; n++) {
    const each = addDays(from, n)
    if (Number(each.slice(8)) === Number(number)) return each
  }
  return undefined
}

const day = (text: string | undefined): Day | undefined => Day.safeParse(text).data
