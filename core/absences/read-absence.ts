import { addDays, Day, toDay } from '../calendar/index.ts'
import { dayMeant, inDigits } from '../conversation/kinds/day.ts'

/** What a sentence such as 我7月1日到10日请假，由李四代 already says. */
export interface SaidAbsence {
  readonly from?: Day
  readonly to?: Day
  /** A name: the words up to 代, after 由 or 让 or a comma. */
  readonly standIn?: string
}

const WEEKDAY = '(?:这个?|本|下个?)?(?:周|星期|礼拜)[一二三四五六日天]'
const DAY = String.raw`${WEEKDAY}|(?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?|\d{1,2}\s*[日号]|今天|明天|大后天|后天|today|tomorrow`
const SPAN = new RegExp(String.raw`(${DAY})\s*(?:起|开始)?\s*(?:到|至|[-—–~]+|to|until)\s*(${DAY}|\d{1,2})`, 'iu')
const SINGLE = new RegExp(`(${DAY})`, 'iu')
const LASTING = /([一两二三四五六七八九十]|\d{1,3})\s*(?:天|days?)/u
const NAMED =
  /(?:(?:[,.;、。]|\s|^)\s*(?:由|让|请(?!假)|叫|找)?|由|让|请(?!假)|叫|找)\s*([\p{Script=Han}·]{2,8}?)\s*(?:来|帮我|帮忙)?(?:代|顶|替|负责|接)|(?:代办人|代班人?|顶岗的?)\s*(?:是|为|:)?\s*([\p{Script=Han}·]{2,8})|(?:covered by|stand-?in:?)\s*([\p{L} ·-]{2,40})/u
const NUMBERS = '一二三四五六七八九十'

/** Reads days and the stand-in's name from free words; `now` is an instant, `zone` the office's. */
export const readAbsence = (words: string, now: string, zone: string): SaidAbsence => {
  const plain = inDigits(words.normalize('NFKC'))
  const name = NAMED.exec(plain)
  const standIn = (name?.[1] ?? name?.[2] ?? name?.[3])?.trim()
  const { from, to } = daysIn(plain, now, zone)
  return {
    ...(from === undefined ? {} : { from }),
    ...(from === undefined || to === undefined || to < from ? {} : { to }),
    ...(standIn === undefined ? {} : { standIn }),
  }
}

const daysIn = (
  words: string,
  now: string,
  zone: string,
): { readonly from?: Day | undefined; readonly to?: Day | undefined } => {
  const today = toDay(dayMeant('today', now, zone) ?? '')
  const meant = (said: string): Day | undefined =>
    said === '' ? undefined : (day(dayMeant(said, now, zone)) ?? nextOf(said, today))
  const span = SPAN.exec(words)
  if (span !== null) {
    const from = meant(span[1] ?? '')
    return { from, to: from === undefined ? undefined : endMeant(span[2] ?? '', from, meant) }
  }
  const from = meant(SINGLE.exec(words)?.[1] ?? '')
  const count = LASTING.exec(words)?.[1]?.replace('两', '二')
  const days = count === undefined ? 0 : NUMBERS.includes(count) ? NUMBERS.indexOf(count) + 1 : Number(count)
  return { from, to: from === undefined || days < 1 ? undefined : addDays(from, days - 1) }
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
