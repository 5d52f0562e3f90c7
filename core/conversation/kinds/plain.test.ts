import { describe, expect, it } from 'vitest'
import { officialLists, shippedOffice } from '../../calendar/testing.ts'
import type { Context } from '../../kernel/context.ts'
import type { Asking } from './kind.ts'
import { date, number } from './plain.ts'

const NOW = '2025-06-30T01:00:00.000Z'
// Days are those of the office's wall clock; nothing else of the context is needed.
const content = { only: () => shippedOffice, files: () => officialLists.map((value) => ({ value, file: '' })) }
const context = { now: NOW, content } as unknown as Context
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

  it('of a few is a tap, and written all the same', async () => {
    const mark = { ...NUMBER, whole: true, min: 1, max: 5 }
    expect(number.options(mark, ASKING).map(({ label }) => label)).toEqual(['1', '2', '3', '4', '5'])
    expect(await number.read(mark, { kind: 'press', token: '' }, { ...ASKING, chosen: '4' })).toEqual({ value: 4 })
    expect(await number.read(mark, says('五'), ASKING)).toEqual({ value: 5 })
    expect(await number.read(mark, says('6'), ASKING)).toMatchObject({ fault: 'form.number-too-large' })
    for (const many of [NUMBER, { ...NUMBER, whole: true, min: 1, max: 7 }, { ...NUMBER, min: 1, max: 5 }])
      expect(number.options(many, ASKING)).toEqual([])
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
    ['27 June', '2025-06-27'],
    ['on June 27th in the afternoon', '2025-06-27'],
    ['3rd of July 2026', '2026-07-03'],
    ['Dec. 5, 2025', '2025-12-05'],
    ['周五', '2025-07-04'],
    ['星期一', '2025-06-30'],
    ['下周一', '2025-07-07'],
    ['next Friday', '2025-07-11'],
    ['月底', '2025-06-30'],
    ['七月一日', '2025-07-01'],
    ['十二月二十五号', '2025-12-25'],
    ['7月1日到10日请假', '2025-07-01'],
    ['大概7月3号上午吧', '2025-07-03'],
    ['10个工作日', '2025-07-14'],
    ['十个工作日内', '2025-07-14'],
    ['80個工作天內', '2025-10-24'],
    ['10个工作日前改好', '2025-07-14'],
    ['within 10 working days', '2025-07-14'],
    ['月底前', '2025-06-30'],
    ['本月底之前', '2025-06-30'],
    ['下月底前改好', '2025-07-31'],
    ['8月底前', '2025-08-31'],
    ['三月底', '2026-03-31'],
    ['年底前', '2025-12-31'],
    ['end of July', '2025-07-31'],
    ['最迟下周五下班前', '2025-07-11'],
    ['下周五前', '2025-07-11'],
    ['下周内', '2025-07-13'],
    ['by Friday', '2025-07-04'],
    ['7月20日前改好', '2025-07-20'],
    ['两周内', '2025-07-14'],
    ['十天内', '2025-07-10'],
    ['半个月', '2025-07-15'],
    ['一个月内', '2025-07-30'],
    ['in 3 weeks', '2025-07-21'],
    ['三天前', '2025-06-27'],
    ['两周以前', '2025-06-16'],
    ['明天下班前', '2025-07-01'],
  ])('is read from %j', async (words, value) => expect(await date.read(DATE, says(words), ASKING)).toEqual({ value }))

  it.each([
    '不知道',
    '下个月',
    '13月40日',
    '周八',
    '13月底',
    '半个工作日',
    '之前',
    '前',
    'end of term',
    '一万个工作日',
  ])('is asked for again after %j', async (words) =>
    expect(await date.read(DATE, says(words), ASKING)).toEqual({ fault: 'form.date-wanted' }),
  )
})
