import { DateTime } from 'luxon'
import { numeral } from './numerals.ts'

const RELATIVE: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  大后天: 3,
  昨天: -1,
  昨日: -1,
  前天: -2,
  前日: -2,
  大前天: -3,
  yesterday: -1,
  today: 0,
  tomorrow: 1,
}

/** How many days back a day without a year may lie. */
const RECENT = 60

const WEEKDAYS = '一二三四五六日'
const WEEKDAYS_IN_ENGLISH = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const WEEK = 7

/** 周五 and 本周五 are the next one to come, today counted; 下周五 is that of the next week, 上周五 of the last. */
const weekdayMeant = (words: string, today: DateTime): DateTime | undefined => {
  const chinese = /^(这|本|这个|下|下个|上|上个)?(?:周|星期|礼拜)([一二三四五六日天])$/.exec(words)
  const english = /^(this |next |last )?(\w+day)$/.exec(words)
  const weekday =
    chinese === null
      ? WEEKDAYS_IN_ENGLISH.indexOf(english?.[2] ?? '') + 1
      : WEEKDAYS.indexOf((chinese[2] ?? '').replace('天', '日')) + 1
  if (weekday === 0) return undefined
  if (/^(?:上|last)/.test(words)) return today.plus({ days: weekday - today.weekday - WEEK })
  if (/^(?:下|next)/.test(words)) return today.plus({ days: WEEK - today.weekday + weekday })
  return today.plus({ days: (weekday - today.weekday + WEEK) % WEEK })
}

/** 七月一日 and 十二月二十五号 in digits. */
export const inDigits = (words: string): string =>
  words.replace(/([一二三四五六七八九十]+)(?=[月日号])/g, (said) => String(numeral(said) ?? said))

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`
const MONTH_IN_ENGLISH = new RegExp(
  `\\b(?:(\\d{1,2})(?:st|nd|rd|th)?\\s*(?:of\\s+)?${MONTH}|${MONTH}\\s*(\\d{1,2})(?:st|nd|rd|th)?)(?:,?\\s*(\\d{4}))?(?![a-z\\d])`,
)

/** 27 June, June 27th, 2025: the month and the day as they are written here. */
const inOurOrder = (words: string): string =>
  words.replace(
    MONTH_IN_ENGLISH,
    (_said, first?: string, one?: string, other?: string, second?: string, year?: string) =>
      `${year === undefined ? '' : `${year}年`}${MONTHS.indexOf(one ?? other ?? '') + 1}月${first ?? second}日`,
  )

/** When on that day: no part of the day. */
const HOUR =
  /\s*(?:早上|上午|中午|下午|傍晚|晚上|夜里|in the morning|in the afternoon)?\s*(?:\d{1,2}\s*(?:点半?|[:\uFF1A]\d{2}))?(?:左右)?$/u

/** A day with its month, wherever it stands. */
const WITHIN = /(?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?/

/**
 * The day that is meant, as `YYYY-MM-DD`: `2025-7-1`, `2025年7月1日`, `7月1号` (a recent one, or the next), `七月一日`, `27 June`,
 * `明天`, `下周五`, `月底`, `3天后`, `5` for days from now; of a sentence the first day with its month; undefined when it can't be
 * told. `now` is an instant, `zone` the office's time zone.
 */
export const dayMeant = (said: string, now: string, zone: string): string | undefined => {
  const words = inOurOrder(inDigits(said.trim().toLowerCase())).replace(HOUR, '')
  const here = DateTime.fromISO(now, { zone })
  const today = dayOf(here.year, here.month, here.day)
  const relative = RELATIVE[words]
  if (relative !== undefined) return iso(today.plus({ days: relative }))
  if (/^(?:这个月|本月|月)底$/.test(words)) return iso(today.endOf('month'))
  const weekday = weekdayMeant(words, today)
  if (weekday !== undefined) return iso(weekday)
  const after = /^(\d{1,3})\s*(?:天|日|days?)(?:后|内|later)?$/i.exec(words)
  if (after !== null) return iso(today.plus({ days: Number(after[1]) }))
  const full = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(words)
  if (full !== null) return iso(dayOf(Number(full[1]), Number(full[2]), Number(full[3])))
  const short = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(words)
  if (short === null) {
    const within = WITHIN.exec(words)?.[0]
    return within === undefined || within === words ? undefined : dayMeant(within, now, zone)
  }
  const thisYear = dayOf(today.year, Number(short[1]), Number(short[2]))
  // A day without a year is one that was not long ago, or else the next one to come.
  return iso(thisYear < today.minus({ days: RECENT }) ? thisYear.plus({ years: 1 }) : thisYear)
}

const dayOf = (year: number, month: number, day: number): DateTime =>
  DateTime.fromObject({ year, month, day }, { zone: 'utc' })
const iso = (day: DateTime): string | undefined => day.toISODate() ?? undefined
