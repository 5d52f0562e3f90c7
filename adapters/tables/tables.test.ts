import exceljs from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TableUnreadable } from '../../core/ports/tables.ts'
import { refuseUnfit } from './fit.ts'
import { MOST } from './grid.ts'
import { readTable } from './index.ts'
import { unpack, zipEntries } from './zip.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
/** `姓名,岗位⏎张三,文书` as a spreadsheet program in China writes it. */
const GB = Uint8Array.from([
  ...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb8, 0xda, 0xce, 0xbb, 0x0d, 0x0a],
  ...[0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0xce, 0xc4, 0xca, 0xe9, 0x0d, 0x0a],
])
const wide = (text: string, mark = true) => Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')

const cells = async (bytes: Uint8Array, sheet?: string) =>
  (await readTable(bytes, 'a.csv', sheet)).rows.map((row) => row.cells)
const refused = (bytes: Uint8Array, name = 'a.csv') =>
  readTable(bytes, name).then(
    () => 'read',
    (error: unknown) => (error instanceof TableUnreadable ? error.reason : error),
  )

describe('a CSV file', () => {
  const zhang = [{ 姓名: '张三', 岗位: '文书' }]

  it('is read in UTF-8, with its mark and without', async () => {
    expect(await cells(utf8('姓名,岗位\n张三,文书\n'))).toEqual(zhang)
    expect(await cells(utf8('\ufeff姓名,岗位\n张三,文书\n'))).toEqual(zhang)
  })

  it('is read in GB18030: without a mark, with its own, and with the one of UTF-8', async () => {
    expect(await cells(GB)).toEqual(zhang)
    expect(await cells(Uint8Array.from([0x84, 0x31, 0x95, 0x33, ...GB]))).toEqual(zhang)
    expect(await cells(Uint8Array.from([0xef, 0xbb, 0xbf, ...GB]))).toEqual(zhang)
  })

  it('is read in UTF-16, with its mark and without', async () => {
    expect(await cells(wide('姓名\t岗位\r\n张三\t文书'))).toEqual(zhang)
    expect(await cells(wide('姓名\t岗位\r\n张三\t文书', false))).toEqual(zhang)
    expect(await cells(wide('姓名,岗位\r\n张三,文书').swap16())).toEqual(zhang)
  })

  it('may be separated by commas, semicolons or tabs', async () => {
    for (const separator of [',', ';', '\t']) {
      expect(await cells(utf8(`姓名${separator}岗位\n张三${separator}文书`))).toEqual(zhang)
    }
    expect(await cells(utf8('sep=;\n姓名;岗位\n张三;文书'))).toEqual(zhang)
    expect(await cells(utf8('code,posts\na,p;q;r;s'))).toEqual([{ code: 'a', posts: 'p;q;r;s' }])
  })

  it('keeps line breaks inside quotes, and counts rows as a spreadsheet program does', async () => {
    const { rows } = await readTable(utf8('code,name\n\na,"甲\r\n乙"\nb,丙\n'), 'a.csv')
    expect(rows).toEqual([
      { line: 3, cells: { code: 'a', name: '甲\n乙' } },
      { line: 4, cells: { code: 'b', name: '丙' } },
    ])
  })

  it('may have a title over the headings, and characters that nobody sees', async () => {
    expect(await cells(utf8('安和县人员名册,\n姓名,岗位\n\u200b张三\u00a0,\u202e文书\n'))).toEqual(zhang)
  })

  it('is told what of it was not read', async () => {
    const { notices } = await readTable(utf8('code,,name\na,没有表头,\nb,,,多出来的'), 'a.csv')
    expect(notices).toMatchObject([
      { line: 2, kind: 'column-unnamed' },
      { line: 3, kind: 'more-cells' },
    ])
  })

  it('is refused kindly', async () => {
    expect(await refused(new Uint8Array())).toBe('empty')
    expect(await refused(utf8('\n,,\n'))).toBe('empty')
    expect(await refused(utf8('a,b\n"c,d\n'))).toBe('broken')
    expect(await refused(utf8('a,a\n1,2'))).toBe('column-twice')
    expect(await refused(Uint8Array.from([0xff, 0xfe, 0xfd, 0x00, 0x00, 0x00, 0x80]))).toBe('encoding')
    expect(await refused(utf8(`a,b\n${'1,2\n'.repeat(MOST.rows + 1)}`))).toBe('too-large')
    expect(await refused(utf8(`a,b\n${'\n'.repeat(10 * MOST.rows)}`))).toBe('too-large')
    expect(await refused(utf8(`a,b\n${','.repeat(MOST.rows * MOST.columns)}`))).toBe('too-large')
    expect(await refused(utf8(`a,b\n1,2\n${'\n'.repeat(MOST.rows)}`))).toBe('read')
  })

  it('of any bytes is a table or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(typeof (await refused(bytes))).toBe('string')
      }),
    )
  })
})

describe('a workbook', () => {
  const book = async (fill: (workbook: exceljs.Workbook) => void) => {
    const workbook = new exceljs.Workbook()
    fill(workbook)
    return new Uint8Array(await workbook.xlsx.writeBuffer())
  }

  it('is read from its first visible sheet, and says that there are others', async () => {
    const bytes = await book((workbook) => {
      workbook.addWorksheet('说明', { state: 'hidden' }).addRow(['x', 'y'])
      workbook.addWorksheet('人员').addRows([
        ['姓名', '岗位'],
        ['张三', '文书'],
      ])
      workbook.addWorksheet('别的').addRows([
        ['code', 'name'],
        ['a', '甲'],
      ])
    })
    const table = await readTable(bytes, '名册.xlsx')
    expect(table.rows).toEqual([{ line: 2, cells: { 姓名: '张三', 岗位: '文书' } }])
    expect(table.notices).toMatchObject([{ kind: 'sheets-ignored', column: '人员' }])
    expect(await cells(bytes, '别的')).toEqual([{ code: 'a', name: '甲' }])
    await expect(readTable(bytes, 'a.xlsx', '没有')).rejects.toMatchObject({
      reason: 'no-sheet',
      params: { sheet: '没有' },
    })
  })

  it('gives dates as days, and numbers as they are seen', async () => {
    const bytes = await book((workbook) => {
      const sheet = workbook.addWorksheet('a')
      sheet.addRows([
        ['日期', '编号', '电话', '数', '文字数'],
        [new Date(Date.UTC(2022, 4, 1)), 7, 13812345678, 0.1 + 0.2, '007'],
      ])
      sheet.getCell('B2').numFmt = '000'
    })
    expect(await cells(bytes)).toEqual([
      { 日期: '2022-05-01', 编号: '007', 电话: '13812345678', 数: '0.3', 文字数: '007' },
    ])
  })

  it('gives days and times as they are seen, in every format', async () => {
    const at = (text: string) => new Date(`${text}Z`)
    const seen: readonly (readonly [Date | number, string, string])[] = [
      [at('2022-05-01T00:00'), 'yyyy"年"m"月"d"日"', '2022-05-01'],
      [at('2022-05-01T14:30'), 'yyyy/m/d', '2022-05-01'],
      [at('2022-05-01T14:30'), 'yyyy/m/d h:mm', '2022-05-01 14:30'],
      [at('2022-05-01T14:30:05'), 'yyyy\\-mm\\-dd\\ hh:mm:ss', '2022-05-01 14:30:05'],
      [at('2022-05-01T23:59:59.9999'), 'yyyy/m/d h:mm', '2022-05-02 00:00'],
      [at('2022-05-01T00:00'), '[$-804]yyyy"年"m"月"d"日"dddd', '2022-05-01'],
      [at('2022-05-01T00:00'), 'm"月"d"日"', '2022-05-01'],
      [at('1899-12-30T09:05'), 'h:mm', '09:05'],
      [at('1899-12-30T21:05'), 'h:mm AM/PM', '21:05'],
      [at('1899-12-31T06:15'), '[h]:mm', '30:15'],
      [at('1899-12-30T00:01:15'), '[mm]:ss', '00:01:15'],
    ]
    const bytes = await book((workbook) => {
      const sheet = workbook.addWorksheet('a')
      sheet.addRow(['what', 'value'])
      for (const [value, format] of seen) sheet.addRow([format, value]).getCell(2).numFmt = format
    })
    expect((await cells(bytes)).map(({ value }) => value)).toEqual(seen.map(([, , text]) => text))
  })

  it('knows the formats of days that a program in Chinese names by a number alone', async () => {
    const workbook = new exceljs.Workbook()
    const sheet = workbook.addWorksheet('a')
    sheet.addRows([
      ['day', 'time'],
      [44_682, 0.375],
    ])
    sheet.getCell('A2').numFmt = '0.00%'
    sheet.getCell('B2').numFmt = '0.00E+00'
    const stored = { zip: { compression: 'STORE' as const } }
    const text = Buffer.from(await workbook.xlsx.writeBuffer(stored)).toString('latin1')
    const chinese = text.replace('numFmtId="10"', 'numFmtId="31"').replace('numFmtId="11"', 'numFmtId="32"')
    expect(await cells(Buffer.from(chinese, 'latin1'))).toEqual([{ day: '2022-05-01', time: '09:00' }])
  })

  it('gives numbers of telephones and the like whole, and never with digits that it does not know', async () => {
    const long = Number('342501199001011234')
    const seen: readonly (readonly [number | string, string, string])[] = [
      [13_800_001_111, 'General', '13800001111'],
      [13_800_001_111, '0.00E+00', '13800001111'],
      [13_800_001_111, '000-0000-0000', '138-0000-1111'],
      [5_551_234_567, '0000-0000000', '0555-1234567'],
      [5_551_234_567, '0000\\-0000000', '0555-1234567'],
      [5_551_234_567, '000000000000;-0', '005551234567'],
      ['05551234567', '@', '05551234567'],
      [-12, '000', '-12'],
      [long, 'General', '3.42501E+17'],
      [long, '0', '3.42501E+17'],
      ['342501199001011234', '@', '342501199001011234'],
    ]
    const bytes = await book((workbook) => {
      const sheet = workbook.addWorksheet('a')
      sheet.addRow(['what', 'value'])
      for (const [value, format] of seen) sheet.addRow([format, value]).getCell(2).numFmt = format
    })
    expect((await cells(bytes)).map(({ value }) => value)).toEqual(seen.map(([, , text]) => text))
  })

  it('gives formulas as their value, links and rich text as text, and says so', async () => {
    const bytes = await book((workbook) => {
      workbook.addWorksheet('a').addRows([
        ['code', 'name', 'mail', 'bad'],
        [
          { formula: 'A1', result: 'x' },
          { richText: [{ text: '张' }, { text: '三' }] },
          { text: '写信', hyperlink: 'mailto:a' },
          { error: '#REF!' },
        ],
      ])
    })
    const { rows, notices } = await readTable(bytes, 'a.xlsx')
    expect(rows[0]?.cells).toEqual({ code: 'x', name: '张三', mail: '写信', bad: '' })
    expect(notices).toEqual([
      { line: 2, column: 'code', kind: 'formula' },
      { line: 2, column: 'bad', kind: 'error-value' },
    ])
  })

  it('counts a cell merged over rows for each of them, and over columns for the first', async () => {
    const bytes = await book((workbook) => {
      const sheet = workbook.addWorksheet('a')
      sheet.addRows([['安和县岗位表'], ['单位', '岗位', '备注'], ['edu', 'a', '合并'], ['', 'b', '']])
      sheet.mergeCells('A1:C1')
      sheet.mergeCells('A3:A4')
    })
    const { rows, notices } = await readTable(bytes, 'a.xlsx')
    expect(rows.map((row) => row.cells)).toEqual([
      { 单位: 'edu', 岗位: 'a', 备注: '合并' },
      { 单位: 'edu', 岗位: 'b', 备注: '' },
    ])
    expect(notices).toEqual([{ line: 4, column: '单位', kind: 'merged' }])
  })

  it('with macros is refused by its name and by what is in it', async () => {
    const bytes = await book((workbook) => void workbook.addWorksheet('a').addRow(['a', 'b']))
    expect(await refused(bytes, 'a.xlsm')).toBe('macros')
    const text = Buffer.from(bytes).toString('latin1').replaceAll('xl/theme/theme1.xml', 'xl/vbaProject.bin.x')
    expect(await refused(Buffer.from(text, 'latin1'), 'a.xlsx')).toBe('macros')
  })

  it('of the old kind, broken or no workbook at all is refused', async () => {
    expect(await refused(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'a.xls')).toBe('old-format')
    expect(await refused(utf8('PK\u0003\u0004nothing'), 'a.xlsx')).toBe('broken')
    const bytes = await book((workbook) => void workbook.addWorksheet('a').addRow(['a', 'b']))
    expect(await refused(bytes.slice(0, 400), 'a.xlsx')).toBe('broken')
  })

  it('that is huge is refused before it is unpacked', async () => {
    const bytes = await book((workbook) => void workbook.addWorksheet('a').addRow(['a', 'b']))
    const view = new DataView(bytes.buffer)
    for (let at = bytes.length - 22; at >= 0; at--) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x7fffffff, true)
    }
    expect(await refused(bytes, 'a.xlsx')).toBe('too-large')
  })

  it('that unpacks to more than it says is refused, and known for it without being unpacked further', async () => {
    const bytes = await book((workbook) => {
      const sheet = workbook.addWorksheet('a')
      for (let row = 0; row < 2_000; row++) sheet.addRow(['同样的话'.repeat(50), row])
    })
    const honest = () => new Set(zipEntries(bytes)?.map((entry) => unpack(bytes, entry) !== undefined))
    expect(honest()).toEqual(new Set([true]))
    const view = new DataView(bytes.buffer)
    for (let at = 0; at < bytes.length - 46; at++)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 50_000)
        view.setUint32(at + 24, 1_000, true)
    expect(honest()).toEqual(new Set([true, false]))
    expect(() => refuseUnfit(bytes)).toThrow(TableUnreadable)
    expect(await refused(bytes, 'a.xlsx')).toBe('broken')
  })

  /** A workbook of one small sheet in which `from` was written over with `to`, which may not be longer. */
  const forged = async (fill: (workbook: exceljs.Workbook) => void, from: string, to: string) => {
    const workbook = new exceljs.Workbook()
    workbook.addWorksheet('a').addRows([
      ['code', 'name'],
      ['a', '甲'],
    ])
    fill(workbook)
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } }))
    const at = bytes.indexOf(from)
    expect(at).toBeGreaterThan(0)
    bytes.write(to.padEnd(from.length), at, 'latin1')
    return new Uint8Array(bytes)
  }
  const inSheet = (xml: string) => {
    const header = 'x'.repeat(Math.max(100, xml.length))
    return forged(
      ({ worksheets: [sheet] }) => {
        if (sheet !== undefined) sheet.headerFooter.oddHeader = header
      },
      `<headerFooter><oddHeader>${header}</oddHeader></headerFooter>`,
      xml,
    )
  }

  it('that merges whole columns, or has more cells than a table, is refused before its cells are made', async () => {
    const merged = (ref: string) => inSheet(`<mergeCells count="1"><mergeCell ref="${ref}"/></mergeCells>`)
    expect(await refused(await merged('A1:XFD1048576'), 'a.xlsx')).toBe('too-large')
    expect(await refused(await merged('A3:A1048576'), 'a.xlsx')).toBe('too-large')
    expect(await refused(await merged('A3:XFD20'), 'a.xlsx')).toBe('too-large')
    expect(await refused(await merged('A3:B3'), 'a.xlsx')).toBe('read')
    const otherwise = await inSheet(`<x:mergeCells count='1'><x:mergeCell ref = 'A1:XFD1048576'/></x:mergeCells>`)
    expect(await refused(otherwise, 'a.xlsx')).toBe('too-large')
    expect(await refused(await inSheet('<c/>'.repeat(2_500_000)), 'a.xlsx')).toBe('too-large')
    expect(await refused(await inSheet('<c/>'.repeat(20)), 'a.xlsx')).toBe('read')
  })

  it('may have rules and names for whole sheets, of which no cell is made', async () => {
    const rule =
      '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"></dataValidation></dataValidations>'
    expect(await cells(await inSheet(rule))).toEqual([{ code: 'a', name: '甲' }])
    const name = `name="${'n'.repeat(20)}">a!$A$1:$B$2<`
    const named = await forged(
      (workbook) => workbook.definedNames.add('a!$A$1:$B$2', 'n'.repeat(20)),
      name,
      `${'name="n"'.padEnd(name.length - 21)}>a!$A$1:$XFD$1048576<`,
    )
    expect(await cells(named)).toEqual([{ code: 'a', name: '甲' }])
  })

  it('is not believed where a file in it is of two sizes though not packed, or packed in an unknown way', () => {
    const entry = { name: 'a', size: 3, packed: 3, method: 0, at: 0 }
    const bytes = new Uint8Array(40)
    expect(unpack(bytes, entry)).toEqual(new Uint8Array(3))
    expect(unpack(bytes, { ...entry, packed: 4 })).toBeUndefined()
    expect(unpack(bytes, { ...entry, method: 12 })).toBeUndefined()
    expect(unpack(bytes, { ...entry, at: 20 })).toBeUndefined()
  })
})
