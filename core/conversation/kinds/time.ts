import { wordsOf } from '../command.ts'
import type { FieldOf } from '../form.ts'
import { cleanWords } from '../words.ts'
import type { Kind } from './kind.ts'
import { numeral } from './numerals.ts'

const CHINESE =
  /(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚)?([零一二两三四五六七八九十\d]{1,3})[点时](?:(半)|(一|三)刻|([零一二三四五六七八九十\d]{1,3})分?)?(?:整|钟)?$/u
const CLOCK = /(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚)?(\d{1,2})[:.](\d{2})\s*(am|pm)?$/iu
const ENGLISH = /()(\d{1,2})()\s*(am|pm)$/iu

/** Nobody makes an appointment for the hours before this one, unless they say so. */
const FIRST = 7

/**
 * The time of a day, as `HH:MM`: `9:30`, `９：30`, `下午三点`, `9点半`, `3pm`; three o'clock with nothing else said is that of
 * the afternoon. Undefined for anything else.
 */
export const timeMeant = (said: string): string | undefined => {
  const words = said.normalize('NFKC').replace(/\s+/g, '')
  const chinese = CHINESE.exec(words)
  if (chinese !== null) {
    const [, part = '', hour = '', half, quarter, minute] = chinese
    const minutes =
      half !== undefined ? 30 : quarter !== undefined ? (quarter === '一' ? 15 : 45) : amount(minute ?? '0')
    return onClock(part, amount(hour), minutes)
  }
  const [, part = '', hour = '', minute = '', half = ''] = CLOCK.exec(words) ?? ENGLISH.exec(words) ?? []
  if (hour === '') return undefined
  const inEnglish = half.toLowerCase() === 'pm' ? '下午' : half === '' ? part : '早上'
  // Two digits are a clock of 24 hours: 03:00 is said on purpose.
  return onClock(inEnglish === '' && hour.length === 2 ? '早上' : inEnglish, Number(hour), Number(minute))
}

const amount = (words: string): number => (/^\d+$/.test(words) ? Number(words) : (numeral(words) ?? Number.NaN))

const onClock = (part: string, hour: number, minute: number): string | undefined => {
  const later = /中午|下午|傍晚|晚/u.test(part) || (part === '' && hour < FIRST)
  const full = later && hour >= 1 && hour < (part === '中午' ? 4 : 12) ? hour + 12 : hour
  if (!(full >= 0 && full <= 23 && minute >= 0 && minute <= 59)) return undefined
  return `${String(full).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** A time of day, kept as `HH:MM`. */
export const time: Kind<FieldOf<'time'>> = {
  wants: 'text',
  options: () => [],
  read: async (_field, act) => {
    const value = timeMeant(cleanWords(wordsOf(act) ?? ''))
    return value === undefined ? { fault: 'form.time-wanted' } : { value }
  },
  show: async (_field, value) => String(value),
}
