import { describe, expect, it } from 'vitest'
import { sinceIn } from './since.ts'

describe('since when', () => {
  it.each([
    ['路灯坏了三个月', '三个月'],
    ['去年冬天就没修', '去年冬天'],
    ['上周五停的水', '上周五'],
    ['从5月份开始停水', '从5月份开始'],
    ['半年多了没人管', '半年多了'],
    ['2024年3月起没人收垃圾', '2024年3月起'],
    ['好几年没人修', '好几年'],
    ['昨晚打的架', '昨晚'],
    ['前年九月征了我家的地', '前年九月'],
    ['津贴这个月没到账,我今年八十一了,住在柳溪镇', '这个月'],
    ['去年十月修的路', '去年十月'],
    ['broken since March', 'since March'],
    ['no water for three weeks, please help', 'for three weeks'],
    ['it began two months ago', 'two months ago'],
    ['已经两个多星期了', '已经两个多星期了'],
    ['长期没人管', '长期没'],
  ])('%s', (text, since) => expect(sinceIn(text)).toBe(since.replace(/没$/, '')))

  it.each([
    '每个月三千',
    '押三个月',
    '两年级的学生',
    '三天后来',
    '合同三年',
    '等三天',
    '一个月一次',
    'AH-2025-000001办结了',
    '我上个星期反映的垃圾场咋个样了',
    'the bus comes every two weeks',
  ])('is not in: %s', (text) => expect(sinceIn(text)).toBeUndefined())
})
