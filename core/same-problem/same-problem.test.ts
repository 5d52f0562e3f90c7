import { describe, expect, it } from 'vitest'
import { createIndex, group, type ProblemLetter } from './index.ts'

const letters: readonly ProblemLetter[] = [
  { id: 'a', subject: '柳河新村旁边砂石厂噪音扰民', detail: '柳河新村旁边的砂石厂整夜开工,噪音大,灰尘多。' },
  {
    id: 'b',
    subject: '投诉柳河新村附近砂石厂灰尘和噪音',
    detail: '砂石厂离柳河新村不到一百米,天天灰尘漫天,噪音睡不着。',
  },
  { id: 'c', subject: '柳河新村砂石厂什么时候搬走', detail: '我是柳河新村的住户,砂石厂夜里噪音太大,灰尘进屋。' },
  { id: 'd', subject: '柳河新村物业乱收停车费', detail: '物业没有公示就涨停车费,业主不同意。' },
  { id: 'e', subject: '青石镇卫生院没有夜班医生', detail: '孩子夜里发烧,卫生院没有人值班。' },
  { id: 'f', subject: '工地拖欠工资', detail: '我们在白塔工地干了三个月,老板一直拖欠工资不发。' },
]

const groupOf = (groups: readonly (readonly string[])[], id: string) => groups.find((ids) => ids.includes(id))

describe('letters about the same problem', () => {
  it('share a group when they say the same of the same place', () => {
    expect(groupOf(group(letters), 'a')).toEqual(['a', 'b', 'c'])
  })

  it('are not joined for their place alone', () => {
    expect(groupOf(group(letters), 'd')).toEqual(['d'])
  })

  it('are not joined when they name different townships', () => {
    const elsewhere: readonly ProblemLetter[] = [
      { id: 'x', subject: '白塔镇自来水浑浊', detail: '水龙头出来的水发黄。' },
      { id: 'y', subject: '青石镇自来水浑浊', detail: '家里的水有泥沙味,不敢喝。' },
    ]
    expect(group([...letters, ...elsewhere]).filter((ids) => ids.includes('x'))).toEqual([['x']])
  })

  it('are one problem when they are the same text, however many', () => {
    const flood = Array.from({ length: 500 }, (_, n) => ({ id: `f${n}`, text: n % 2 ? '路灯坏了!' : '路灯坏了。' }))
    expect(group([...letters, ...flood]).filter((ids) => ids.includes('f0'))[0]).toHaveLength(500)
  })

  it('never make a group of more than 120 different texts', () => {
    const many = Array.from({ length: 300 }, (_, n) => ({ id: `m${n}`, text: `柳河新村砂石厂噪音扰民第${n}次反映` }))
    expect(Math.max(...group(many).map((ids) => ids.length))).toBeLessThanOrEqual(120)
  })

  it('stay apart when people have said that they are not the same', () => {
    const groups = group(letters, { apart: [['a', 'b']] })
    expect(groupOf(groups, 'a')).not.toContain('b')
  })

  it('come out in the order they came in, each exactly once', () => {
    expect(group(letters).flat().toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect(group([])).toEqual([])
  })

  it('do not include letters that say nothing', () => {
    expect(group([{ id: '1', text: '' }, { id: '2', text: '😀' }, { id: '3' }])).toEqual([['1'], ['2'], ['3']])
  })
})

describe('a manner of writing', () => {
  const ABOUT = [
    ...[
      '儿童图书馆',
      '污水管网',
      '垃圾分类驿站',
      '有轨电车',
      '体育场馆',
      '养狗登记',
      '高铁西站',
      '充电桩',
      '控烟检查',
      '夜间急诊',
    ],
    ...[
      '古城墙修缮',
      '智能制造',
      '无障碍坡道',
      '食品抽检',
      '河道清淤',
      '老年大学',
      '外资企业引进',
      '湿地保护',
      '校门斑马线',
      '电梯加装',
    ],
  ]
  const alike = (about: string): string =>
    `在国家大力倡导以人民为中心的大背景下,${about}极为落后,希望市委市政府高度关注民生,不知相关部门有何具体行动?`
  const largest = (groups: readonly (readonly string[])[]): number => Math.max(...groups.map((ids) => ids.length))

  it('makes no problem of letters about unlike things', () => {
    const letters = ABOUT.map((about, n) => ({ id: `w${n}`, subject: `请加快${about}建设力度`, detail: alike(about) }))
    expect(largest(group(letters))).toBeLessThanOrEqual(4)
  })

  it('does not part letters about one thing, though they are worded alike', () => {
    const letters = ABOUT.map((_, n) => ({
      id: `w${n}`,
      subject: `请加快老城污水管网建设力度`,
      detail: `${alike('污水管网')}粪水倒灌第${n}次,雨天臭水漫过膝盖。`,
    }))
    expect(largest(group(letters))).toBe(20)
  })
})

describe('an index of letters', () => {
  const index = createIndex()
  for (const letter of letters) index.add(letter)

  it('finds those about the same problem, the surest first, with the words that both have', () => {
    const found = index.candidates({ id: 'new', text: '柳河新村边上的砂石厂噪音扰民,灰尘很大' })
    expect(new Set(found.slice(0, 3).map(({ id }) => id))).toEqual(new Set(['a', 'b', 'c']))
    expect(found[0]?.because.join()).toContain('砂石厂')
  })

  it('never answers with the letter itself', () => {
    expect(index.candidates(letters[0] ?? { id: 'a' }).map(({ id }) => id)).not.toContain('a')
  })

  it('knows nothing of what was removed, and replaces what is added again', () => {
    const changing = createIndex()
    for (const letter of letters) changing.add(letter)
    changing.remove('b')
    changing.add({ id: 'c', text: '公交车不停站' })
    expect(changing.size).toBe(5)
    const found = changing.candidates({ id: 'new', text: '柳河新村砂石厂噪音扰民' }).map(({ id }) => id)
    expect(found).toContain('a')
    expect(found).not.toContain('b')
    expect(found).not.toContain('c')
  })
})
