import { describe, expect, it } from 'vitest'
import { readNotice } from './notice.ts'
import { officialLists } from './testing.ts'

/** The notices of two years in their own words. */
const NOTICES: Readonly<Record<number, string>> = {
  2025: `国务院办公厅关于2025年部分节假日安排的通知
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`,
  2026: `国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`,
}

describe('a notice in its own words', () => {
  it.each([2025, 2026])('says of %i what the list that ships says', (year) => {
    const { holidays, faults, ...read } = readNotice(NOTICES[year] ?? '')
    expect(faults).toEqual([])
    expect(read.year).toBe(year)
    const days = (all: typeof holidays) =>
      all.flatMap(({ off, work }) => [...off.map((day) => `${day} off`), ...work.map((day) => `${day} work`)]).sort()
    const shipped = officialLists.find((list) => list.year === year)
    expect(days(holidays)).toEqual(days(shipped?.holidays ?? []))
  })

  /** The same notice as people paste it. */
  const WAYS: Readonly<Record<string, (notice: string) => string>> = {
    'in one paragraph': (notice) => notice.replace(/\n/g, ' '),
    'with lines broken within a festival': (notice) => notice.replace(/。(?=\d)/g, '。\n'),
    'with commas for full stops': (notice) => notice.replace(/。(?=\d)/g, '，'),
    'with 放假7天 for 放假，共7天': (notice) => notice.replace(/，共/g, ''),
    'with other signs for a range': (notice) => notice.replace(/至/g, '～'),
    'with full-width digits': (notice) => notice.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? ''),
    'with spaces in its dates': (notice) => notice.replace(/(\d+)月(\d+)日/g, '$1 月 $2 日'),
    'with the year in Chinese digits': (notice) => notice.replace(/202(\d)年/g, (_, n) => `二〇二${'五六'[n - 5]}年`),
    'as a quoted mail': (notice) => notice.replace(/^/gm, '> '),
    'signed and with advice': (notice) =>
      `${notice.replace(/(春节.*)/, '$1鼓励各单位安排职工在除夕（1月27日）休息。')}\n国务院办公厅\n2024年11月12日\n`,
    'from another keyboard': (notice) =>
      notice.replace(/：/g, ':').replace(/（/g, '(').replace(/）/g, ')').replace(/周/g, '星期'),
  }
  it.each(Object.keys(WAYS))('is read %s', (way) => {
    for (const notice of Object.values(NOTICES)) {
      const { year, holidays, faults } = readNotice(WAYS[way]?.(notice) ?? '')
      expect({ year, faults, holidays }).toEqual({ ...readNotice(notice), faults: [], lines: undefined })
    }
  })

  it('in older words: 补休 is a day off, and the words may stand before the dates', () => {
    const read = (words: string) => readNotice(`2027年放假安排\n${words}`)
    expect(read('清明节：4月4日放假，4月5日（星期一）补休。').holidays).toEqual([
      { name: '清明节', off: ['2027-04-04', '2027-04-05'], work: [] },
    ])
    expect(read('元旦放假：1月1日至3日，共3天，上班时间为1月9日（周六）。')).toMatchObject({
      holidays: [{ off: ['2027-01-01', '2027-01-02', '2027-01-03'], work: ['2027-01-09'] }],
      faults: [],
    })
    // Nothing is left out without a word.
    expect(read('春节：2月5日至11日放假。2月14日（周日）调整。').faults).toMatchObject([
      { line: 2, code: 'unreadable' },
    ])
  })

  it('that begins in the year before says so', () => {
    const { holidays, faults } = readNotice('2023年部分节假日安排\n元旦：2022年12月31日至2023年1月2日放假调休，共3天。')
    expect(faults).toEqual([])
    expect(holidays).toEqual([{ name: '元旦', off: ['2022-12-31', '2023-01-01', '2023-01-02'], work: [] }])
  })

  it('is asked back about where it contradicts itself, by line', () => {
    const of = (words: string) => readNotice(`2027年节假日安排\n${words}`).faults
    expect(of('元旦：1月1日（周四）放假1天。')).toEqual([
      { line: 2, code: 'weekday', params: { day: '2027-01-01', said: '四', is: '五' } },
    ])
    expect(of('元旦：1月1日至3日放假，共4天。')).toEqual([{ line: 2, code: 'count', params: { said: 4, is: 3 } }])
    expect(of('元旦：2月30日放假。')).toMatchObject([{ code: 'no-such-day' }, { code: 'unreadable' }])
    expect(of('1月1日放假')).toMatchObject([{ line: 2, code: 'unreadable' }])
    expect(readNotice('元旦：1月1日放假').faults).toEqual([{ line: 1, code: 'no-year', params: {} }])
  })
})
