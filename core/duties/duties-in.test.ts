import { describe, expect, it } from 'vitest'
import { dutiesIn, dutyLines, dutyRows, headLinesIn } from './duties-in.ts'

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
      expect(() => dutiesIn(line)).toThrow(expect.objectContaining({ code: 'duties.unreadable' }))
    },
  )
})

describe('the list of what each head has to do', () => {
  const luo = { line: 1, name: '骆树清', due: '06-30', text: '清理一次镇村合同' }
  it.each([
    ['with blanks', '骆树清 6月30日 清理一次镇村合同', luo],
    ['pasted from a spreadsheet', '骆树清\t2025/6/30\t清理一次镇村合同', { ...luo, year: 2025 }],
    ['with a unit', '骆树清（柳溪镇） 6-30 清理一次镇村合同', { ...luo, unit: '柳溪镇' }],
    ['with commas', '骆树清，柳溪镇，6月30日前，清理一次镇村合同', { ...luo, unit: '柳溪镇' }],
  ])('is read %s', (_how, words, row) => {
    expect(headLinesIn(words)).toEqual([row])
  })

  it('goes on with the name above where a line has none, and leaves out the heading', () => {
    const read = headLinesIn(
      '姓名\t期限\t任务\n骆树清 6月30日 清理一次镇村合同\n9月30日 查一遍印章\n\n尹建国 6月30日 查一遍账本',
    )
    expect(read.map(({ line, name, due }) => `${line} ${name} ${due}`)).toEqual([
      '2 骆树清 06-30',
      '3 骆树清 09-30',
      '5 尹建国 06-30',
    ])
  })

  it.each(['6月30日 没有姓名的一项', '骆树清 清理一次镇村合同', '骆树清 2月30日 清理一次镇村合同'])(
    'names the line that is none: %s',
    (line) => {
      expect(() => headLinesIn(line)).toThrow(expect.objectContaining({ code: 'duties.unreadable' }))
    },
  )
})

describe('the rows of a spreadsheet of duties', () => {
  it.each(['2025-06-30', '2025/6/30 0:00', '2025-06-30 00:00:00', '6月30日'])('may say the day as %s', (due) => {
    const [read] = dutyRows([{ line: 2, cells: { 姓名: '骆树清', 期限: due, 任务: '清理一次镇村合同' } }])
    expect(read).toMatchObject({ name: '骆树清', due: '06-30', text: '清理一次镇村合同' })
  })
})
