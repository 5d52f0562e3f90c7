import { DateTime } from 'luxon'

/** A day (`YYYY-MM-DD`) as people say it: `7月10日（周四）`, `Thu 10 July`. Anything else stays as it is. */
export const dayInWords = (day: unknown, language: string): string => {
  if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return String(day ?? '')
  const asked = `${language} ${day}`
  const words = said.get(asked) ?? inWords(day, language)
  if (said.size >= MOST_SAID) said.clear()
  said.set(asked, words)
  return words
}

/** Most days that are said lie within some weeks, and to say one takes longer than all else in its sentence. */
const said = new Map<string, string>()
const MOST_SAID = 5_000

const inWords = (day: string, language: string): string => {
  const date = DateTime.fromISO(day)
  if (!date.isValid) return day
  if (language === 'en') return date.setLocale('en-GB').toFormat('ccc d LLLL')
  return `${date.month}月${date.day}日（${date.setLocale('zh-CN').toFormat('ccc')}）`
}
