import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mask } from './mask.ts'

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
const gap = fc.constantFrom('', '', '', ' ', '-', '—', '.', '·', '\u200B', '/', ' - ')
const WAYS = ['0123456789', '０１２３４５６７８９', '零一二三四五六七八九', '〇壹贰叁肆伍陆柒捌玖'] as const
const before = fc.constantFrom('', '打', '请回电', '我的号码是', '在桥头,')
const after = fc.constantFrom('', '。', '找我', ' 谢谢', '\n路灯坏了')
const runs = { numRuns: 500 }

/** The same digits as people write them: in any width, spoken, with whatever between. */
const written = (numbers: readonly number[], way: string, gaps: readonly string[]): string =>
  numbers.map((each, n) => `${n === 0 ? '' : (gaps[n % gaps.length] ?? '')}${way.charAt(each)}`).join('')
const gaps = fc.array(gap, { minLength: 1, maxLength: 4 })

/** No three characters of what was hidden stand together, and all comes back. */
const hides = (text: string, personal: string): void => {
  const masked = mask(text)
  expect(masked.text).not.toContain(personal)
  expect(masked.text.replace(/〔[^〕]+〕/g, '')).not.toMatch(/[\p{Nd}零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]{3}/u)
  expect(masked.putBack(masked.text)).toBe(text)
}

describe('however it is written, masked is', () => {
  it('a mobile number', () => {
    fc.assert(
      fc.property(
        ...([fc.integer({ min: 3, max: 9 }), digits(9), fc.constantFrom(...WAYS), gaps, before, after] as const),
        (second, rest, way, between, front, back) => {
          const number = written([1, second, ...rest], way, between)
          hides(`${front}${number}${back}`, number)
        },
      ),
      runs,
    )
  })

  it('an identity number', () => {
    const last = fc.constantFrom('X', 'x', 'Ｘ', '7', '３')
    fc.assert(
      fc.property(
        ...([digits(16), last, fc.constantFrom(WAYS[0], WAYS[1]), gaps, before, after] as const),
        (rest, check, way, between, front, back) => {
          const number = `${written([9, ...rest], way, between)}${check}`
          hides(`${front}${number}${back}`, number)
        },
      ),
      runs,
    )
  })

  it('a plate', () => {
    fc.assert(
      fc.property(
        ...([fc.constantFrom('川', '湘', '京', '粤'), fc.constantFrom('A', 'D', 'ｋ', 'Ｂ'), gap, digits(5)] as const),
        ...([fc.constantFrom(WAYS[0], WAYS[1]), before, after] as const),
        (province, letter, between, rest, way, front, back) => {
          const plate = `${province}${letter}${between}${written(rest, way, [''])}`
          hides(`${front}${plate}${back}`, plate)
        },
      ),
      runs,
    )
  })

  it('an address to the house', () => {
    const number = fc.integer({ min: 1, max: 999 }).map(String)
    const houses = fc.oneof(
      fc.tuple(number, number, number).map(([a, b, c]) => `${a}栋${b}单元${c}室`),
      fc.tuple(number, number, number).map(([a, b, c]) => `${a}号楼 ${b} 单元 ${c}室`),
      fc.constantFrom('三栋二单元五零一', '十二幢一单元六〇二室', '乙栋三单元四零四'),
    )
    fc.assert(
      fc.property(fc.constantFrom('金河小区', '阳光花园', '家住望江苑'), houses, after, (home, house, back) => {
        const masked = mask(`${home}${house}${back}`)
        expect(masked.text).toContain(home)
        expect(masked.text).not.toContain(house)
        expect(masked.putBack(masked.text)).toBe(`${home}${house}${back}`)
      }),
      runs,
    )
  })

  it('a mobile number in letters that look like digits', () => {
    const likeDigit = fc.constantFrom('0', '1', '2', '5', '8', 'o', 'O', '○', '〇', '零', 'l', '三', '６')
    fc.assert(
      fc.property(
        ...([fc.constantFrom('1', 'l', '一', '１'), fc.constantFrom('3', '5', '八', '９')] as const),
        ...([fc.array(likeDigit, { minLength: 9, maxLength: 9 }), before, fc.constantFrom('', '。', '找我')] as const),
        (first, second, rest, front, back) => {
          const number = `${first}${second}${rest.join('')}`
          const masked = mask(`${front}${number}${back}`)
          expect(masked.text).not.toContain(number)
          expect(masked.putBack(masked.text)).toBe(`${front}${number}${back}`)
        },
      ),
      runs,
    )
  })

  it('a name behind 我是, wherever they say that they live', () => {
    const surnames = fc.constantFrom('李', '王', '张', '刘', '陈', '黄', '高', '江', '马', '欧阳', '劉', '葉')
    const given = fc.constantFrom('建国', '桂花', '芳', '小华', '秀英', '志強', '春生', '明')
    const where = fc.constantFrom('', '石桥村的', '柳溪镇新民村三组', '桂花园小区业主', '石桥村村民', '县一中学生')
    const goesOn = fc.constantFrom('', '。', ',路灯坏了', '今年六十', '想问低保', '住在河东', '\n没水')
    fc.assert(
      fc.property(surnames, given, where, goesOn, (surname, name, home, back) => {
        const masked = mask(`我是${home}${surname}${name}${back}`)
        expect(masked.text).not.toContain(`${surname}${name}`)
        expect(masked.text).toContain(home)
      }),
      runs,
    )
  })

  it('a name behind a mark', () => {
    const marks = fc.constantFrom('我叫', '本人', '举报人:', '联系人：', '姓名:', '我姓王,叫', '聯繫人:')
    const names = fc.constantFrom('李小华', '王芳', '欧阳明月', '歐陽明月', '張建國', '买买提·艾力')
    fc.assert(
      fc.property(marks, names, fc.constantFrom('，', '。', ',电话没有', ' '), (mark, name, back) => {
        expect(mask(`${mark}${name}${back}路灯坏了`).text).not.toContain(name)
      }),
    )
  })
})

describe('nobody is in', () => {
  it('what somebody says that they are', () => {
    const where = fc.constantFrom('', '石桥村的', '王家湾的', '柳溪镇', '本县')
    const what = fc.constantFrom(
      ...['村民', '农民', '低保户', '党员', '老师', '学生', '高中生', '业主', '司机', '退伍军人', '残疾人', '贫困户'],
      ...['个体户', '医生', '组长', '石匠', '马路清洁工', '江西人', '白领', '包工头', '项目经理', '任课老师', '老人'],
    )
    const goesOn = fc.constantFrom('', '。', ',路灯坏了', '想问低保', '反映个事', '我要投诉', ' 没水')
    fc.assert(
      fc.property(where, what, goesOn, (home, each, back) => {
        expect(mask(`我是${home}${each}${back}`).text).toBe(`我是${home}${each}${back}`)
      }),
      runs,
    )
  })

  it('a letter of the sample problems that names nobody', () => {
    const amounts = fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom('元', '块', '吨', '亩', '户', '米'))
    fc.assert(
      fc.property(amounts, fc.constantFrom('欠', '收', '占', '补'), ([count, unit], did) => {
        expect(mask(`村里${did}了${count}${unit},二零二五年三月到五月`).count).toBe(0)
      }),
    )
  })
})

describe('whatever is written', () => {
  it('comes back as it was', () => {
    const anything = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('我叫', '李', '13800001234', '号', '栋', '川A', '@', '1', '一', '-', ' ', '微信:', '姓名'),
      ),
    )
    fc.assert(
      fc.property(anything, (pieces) => {
        const text = pieces.join('').replace(/[〔〕]/g, '')
        const masked = mask(text)
        expect(masked.putBack(masked.text)).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })
})
