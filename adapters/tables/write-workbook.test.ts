import exceljs from 'exceljs'
import { describe, expect, it } from 'vitest'
import { workbookOf } from './write-workbook.ts'

describe('a workbook that was written', () => {
  const written = async (columns: readonly string[], rows: readonly (readonly (string | number)[])[]) => {
    const book = new exceljs.Workbook()
    const bytes = await workbookOf([{ name: '台账', columns, rows }])
    await book.xlsx.load(bytes.slice().buffer as ArrayBuffer)
    const sheet = book.worksheets[0]
    if (sheet === undefined) throw new Error('no sheet')
    return sheet
  }

  it('shows whole what stands in its columns, and goes on in the next line where that would be too wide', async () => {
    const sheet = await written(
      ['编号', '单位', '次数', '答复'],
      [['AH-2025-000001', '柳溪镇\n柳溪镇人民政府', 3, '已经换好三盏路灯。'.repeat(20)]],
    )
    expect([1, 2, 3, 4].map((n) => sheet.getColumn(n).width)).toEqual([16, 16, 6, 48])
    expect(sheet.getCell('D2').alignment).toMatchObject({ wrapText: true, vertical: 'top' })
    expect(sheet.getCell('A1').font).toMatchObject({ bold: true })
    expect(sheet.getCell('A2').font?.bold).toBeFalsy()
  })

  it('is as wide as its columns need although the widest cell comes late, and has every row once', async () => {
    const rows = Array.from({ length: 1_200 }, (_, n) => [n, n === 400 ? '一'.repeat(15) : '短'])
    const sheet = await written(['n', '话'], rows)
    expect(sheet.getColumn(2).width).toBe(32)
    expect(sheet.rowCount).toBe(1_201)
    expect(sheet.getCell('A1201').value).toBe(1_199)
  })

  it('is printed as wide as a page', async () => {
    const { pageSetup } = await written(['a'], [])
    expect(pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 })
  })
})
