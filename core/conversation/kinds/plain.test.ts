import { describe, expect, it } from 'vitest'
import type { Context } from '../../kernel/context.ts'
import type { Asking } from './kind.ts'
import { date, number } from './plain.ts'

const NOW = '2025-06-30T01:00:00.000Z'
// Days are those of the office's wall clock; nothing else of the context is needed.
const context = { now: NOW, content: { only: () => ({ timezone: 'Asia/Shanghai' }) } } as unknown as Context
const ASKING = { context, language: 'zh-CN', lookups: {}, current: undefined } as unknown as Asking
const says = (text: string) => ({ kind: 'text' as const, text })

const NUMBER = {
  kind: 'number',
  name: 'n',
  ask: TEXT(),
  label: TEXT(),
  required: true,
  quiet: false,
  min: 0,
  max: 5000,
  whole: false,
} as const
const DATE = { kind: 'date', name: 'd', ask: TEXT(), label: TEXT(), required: true, quiet: false } as const

function TEXT() {
  return { 'zh-CN': '…', en: '…' }
}

describe('a number', () => {
  it.each([
    ['12', 12],
    ['１２', 12],
    ['1,200', 1200],
    ['1\uFF0C200', 1200],
    ['0', 0],
    ['12人', 12],
    ['3个工作日', 3],
    ['8月', 8],
    ['十五号', 15],
    ['3 个', 3],
    ['十二', 12],
    ['二十个', 20],
    ['一百零五户', 105],
    ['两千三百', 2300],
  ])('is read from %j', async (words, value) =>
    expect(await number.read(NUMBER, says(words), ASKING)).toEqual({ value }),
  )

  it.each(['两三个', '', '3千', '十几个', '1e3', '--1'])('is asked for again after %j', async (words) =>
    expect(await number.read(NUMBER, says(words), ASKING)).toMatchObject({ fault: 'form.number-wanted' }),
  )

  it('of people is asked for again where it is a fraction', async () => {
    expect(await number.read({ ...NUMBER, whole: true }, says('3.5'), ASKING)).toEqual({ fault: 'form.number-whole' })
    expect(await number.read(NUMBER, says('3.5'), ASKING)).toEqual({ value: 3.5 })
  })
})

describe('a day', () => {
  it.each([
    ['2025-07-01', '2025-07-01'],
    ['2025年7月1日', '2025-07-01'],
    ['7月1号', '2025-07-01'],
    ['７月１日', '2025-07-01'],
    ['3天后', '2025-07-03'],
    ['明天', '2025-07-01'],
    ['昨天', '2025-06-29'],
    ['周五', '2025-07-04'],
    ['星期一', '2025-06-30'],
    ['下周一', '2025-07-07'],
    ['next Friday', '2025-07-11'],
    ['月底', '2025-06-30'],
    ['七月一日', '2025-07-01'],
    ['十二月二十五号', '2025-12-25'],
    ['7月1日到10日请假', '2025-07-01'],
    ['大概7月3号上午吧', '2025-07-03'],
  ])('is read from %j', async (words, value) => expect(await date.read(DATE, says(words), ASKING)).toEqual({ value }))

  it.each(['不知道', '下个月', '13月40日', '周八'])('is asked for again after %j', async (words) =>
    expect(await date.read(DATE, says(words), ASKING)).toEqual({ fault: 'form.date-wanted' }),
  )
})
