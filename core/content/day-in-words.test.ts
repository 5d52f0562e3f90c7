import { expect, test } from 'vitest'
import { dayInWords } from './day-in-words.ts'

test('a day is said as people say it', () => {
  expect(dayInWords('2025-07-10', 'zh-CN')).toBe('7月10日（周四）')
  expect(dayInWords('2025-07-10', 'en')).toBe('Thu 10 July')
})

test('what is no day stays as it is', () => {
  expect(dayInWords('', 'zh-CN')).toBe('')
  expect(dayInWords('2025-02-30', 'en')).toBe('2025-02-30')
  expect(dayInWords(undefined, 'en')).toBe('')
})
