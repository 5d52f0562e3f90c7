import { DateTime } from 'luxon'

/** A day (`YYYY-MM-DD`) as people say it: `7月10日（周四）`, `Thu 10 July`. Anything else stays as it is. */
export const dayInWords = (day: unknown, language: string): string => {
  const date = typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? DateTime.fromISO(day) : undefined
  if (date === undefined || !date.isValid) return String(day ?? '')
  if (language === 'en') return date.setLocale('en-GB').toFormat('ccc d LLLL')
  return `${date.month}月${date.day}日（${date.setLocale('zh-CN').toFormat('ccc')}）`
}
