import { describe, expect, it } from 'vitest'
import {
  asksOfSomething,
  besidesUrging,
  onlyAsks,
  onlyAsksHow,
  onlyOpens,
  onlyPresses,
  onlySpeaksOfEarlier,
  speaksOfEarlier,
} from './asks.ts'

describe('whoever only asks', () => {
  it.each([
    '请问办营业执照要带什么',
    '低保啥时候发',
    '老年卡在哪里办',
    '医保断了咋办理',
    '残疾证怎么申请？',
    '社保大厅几点上班',
    '残疾证点样申请',
    '低保怎么办',
    'How do I get a licence?',
  ])('%s', (words) => {
    expect(onlyAsks(words)).toBe(true)
  })
})

describe('whoever complains, though they ask', () => {
  it.each([
    '路灯怎么还不亮',
    '低保怎么一直没发',
    '办营业执照跑了五趟，要带什么一直不说清',
    '为什么停水',
    '煤气味好大，咋办啊',
    '邻居把水排到我家，怎么办',
    '遇到这种事我该怎么办',
    '垃圾没人管，找哪个部门办',
    '村里修路占了我家的田，说好的补偿款三年了，问哪里都不给个说法，我该去哪里领',
  ])('%s', (words) => {
    expect(onlyAsks(words)).toBe(false)
  })
})

describe('what goes back to an earlier report', () => {
  it.each([
    ['我上次说的路灯还是没亮', true],
    ['之前反映过的事没下文', true],
    ['投诉过好几次了', true],
    ['上个星期反映的垃圾场咋个样了', true],
    ['半个月前跟你们说的臭水沟有人管没有', true],
    ['三天前来了一个说自己是修水管的', false],
    ['上次下雨就淹了', false],
    ['上个月开始停水', false],
  ])('%s: %s', (words, earlier) => {
    expect(speaksOfEarlier(words)).toBe(earlier)
  })
})

describe('whoever only says that they want to report', () => {
  it.each([
    '你好,我想反映一个问题',
    '我要投诉',
    '我想反映个事',
    '举报',
    '我有个问题想反映',
    '有事想反映一下',
    '您好，我要举报！',
    'Hello, I want to report a problem',
  ])('%s', (words) => {
    expect(onlyOpens(words)).toBe(true)
  })

  it.each([
    '我要投诉物业',
    '我想反映村里的路灯',
    '举报张三收红包',
    '有人吗',
    '问题很多',
    '你好',
    '我要反映两件事 路灯不亮',
  ])('not: %s', (words) => {
    expect(onlyOpens(words)).toBe(false)
  })
})

describe('somebody with an open case', () => {
  it.each([
    ['催一下', ''],
    ['都四天了！！到底弄没弄', ''],
    ['怎么还没人来', ''],
    ['请问什么时候能修好', ''],
    ['路灯到底什么时候修好', '路灯'],
    ['沟沟有人来看没得', '沟沟'],
    ['老板跑了，工资还没发下来', '老板跑工资'],
    ['电费到底怎么算的', '电费算'],
  ])('besides, %s tells: %s', (words, rest) => expect(besidesUrging(words)).toBe(rest))
  it.each(['催一下', '能不能快点', '都四天了！！到底弄没弄', '怎么还没人来', 'still waiting'])(
    'wants it sooner: %s',
    (words) => expect(onlyPresses(words)).toBe(true),
  )
  it.each(['有消息吗', '你们联系老板了没有', '请问什么时候能修好', '沟沟有人来看没得', 'Any news?'])(
    'asks how it goes: %s',
    (words) => expect(onlyAsksHow(words)).toBe(true),
  )
  it.each(['今天镇上来人看了就走了没说哪天修', '医院今天催我交钱，说不交就停药', '老板又打电话威胁我'])(
    'tells more: %s',
    (words) => expect([onlyPresses(words), onlyAsksHow(words)]).toEqual([false, false]),
  )
})

it.each(['我昨天反映的事', '我想补充一点昨天举报的', '上次说的那件事呢'])(
  'only goes back to something earlier: %s',
  (words) => expect(onlySpeaksOfEarlier(words)).toBe(true),
)
it.each(['上次反映的路灯又坏了', '昨天垃圾没人拉', '想问一下'.repeat(5_000)])('tells what it was: %s', (words) =>
  expect(onlySpeaksOfEarlier(words)).toBe(false),
)

it.each([
  ['农村老人高龄补贴多少岁可以领', true],
  ['残疾证在哪点办', true],
  ['村主任问我出多少钱才批宅基地', true],
  ['那需要带什么材料', false],
  ['在哪个窗口办', false],
])('whether %s says of what it asks: %s', (words, is) => expect(asksOfSomething(words)).toBe(is))
