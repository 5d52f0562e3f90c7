import { describe, expect, it } from 'vitest'
import { dutiesIn, dutyLines } from './duties-in.ts'

describe('the duties of a responsibility letter', () => {
  it('are read a line each, however the day is written', () => {
    expect(dutiesIn('6月30日前 和班子成员谈话\n\n9-5：查一遍风险点\n１２月３１日 写自查报告')).toEqual([
      { due: '06-30', text: '和班子成员谈话' },
      { due: '09-05', text: '查一遍风险点' },
      { due: '12-31', text: '写自查报告' },
    ])
  })

  it('read the same again as they are shown', () => {
    const duties = dutiesIn('6月30日 和班子成员谈话')
    expect(dutiesIn(dutyLines(duties))).toEqual(duties)
  })

  it.each(['和班子成员谈话', '2月30日 查一遍风险点', '13月1日 查一遍风险点', '6月30日 查'])(
    'name the line that is none: %s',
    (line) => {
      expect(() => dutiesIn(line)).toThrow(expect.objectContaining({ code: 'pledges.duty-unreadable' }))
    },
  )
})
