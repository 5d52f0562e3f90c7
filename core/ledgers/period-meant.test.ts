import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toDay } from '../calendar/index.ts'
import { PERIOD } from './period.ts'
import { periodMeant } from './period-meant.ts'

const today = toDay('2025-02-10')

it.each([
  ['2025', '2025'],
  ['2025-Q1', '2025-Q1'],
  ['2025-q1', '2025-Q1'],
  ['2025-01', '2025-01'],
  ['2025年', '2025'],
  ['2025年1月', '2025-01'],
  ['2025.1', '2025-01'],
  ['２０２５年１月份', '2025-01'],
  ['今年', '2025'],
  ['去年', '2024'],
  ['本月', '2025-02'],
  ['上个月', '2025-01'],
  ['上月', '2025-01'],
  ['本季度', '2025-Q1'],
  ['上季度', '2024-Q4'],
  ['一季度', '2025-Q1'],
  ['第四季度', '2024-Q4'],
  ['2024年3季度', '2024-Q3'],
  ['Q3', '2024-Q3'],
  ['1月', '2025-01'],
  ['12月', '2024-12'],
  ['last month', '2025-01'],
  ['this year', '2025'],
  ['Last Quarter', '2024-Q4'],
])('%s is %s', (said, period) => expect(periodMeant(said, today)).toBe(period))

it.each(['', '乱写', '13月', '2025-13', '石桥村', '7', '2025-Q5', '0月'])('%s is no period', (said) =>
  expect(periodMeant(said, today)).toBeUndefined(),
)

it('is always the name of a period', () => {
  const words = fc
    .array(fc.constantFrom('2025', '年', '月', '一', '季度', '上', '-', 'Q', '1', '12', ' ', '今'))
    .map((each) => each.join(''))
  fc.assert(
    fc.property(words, (said) => {
      const meant = periodMeant(said, today)
      expect(meant === undefined || PERIOD.test(meant)).toBe(true)
    }),
  )
})
