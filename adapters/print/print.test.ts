import { describe, expect, it } from 'vitest'
import type { PrintDocument } from '../../core/ports/printer.ts'
import { readTable } from '../tables/index.ts'
import { workbookOf } from '../tables/write-workbook.ts'
import { zipEntries } from '../tables/zip.ts'
import { printDocx, printPdf } from './index.ts'
import { layoutOf } from './layout.ts'

const DOCUMENT: PrintDocument = {
  ...{ title: '警示台账', subtitle: '2025年', stamp: '2026年1月3日 由联系点打印', language: 'zh-CN' },
  pageWords: '第 {page} 页，共 {pages} 页',
  blocks: [
    { kind: 'heading', text: '双河镇人民政府' },
    { kind: 'paragraph', text: `长词${'A'.repeat(300)}与生僻字：龘㐂` },
    {
      kind: 'pairs',
      pairs: [
        ['单位', '双河镇人民政府'],
        ['年度', '2025'],
      ],
    },
    { kind: 'table', columns: ['编号', '件数'], rows: Array.from({ length: 120 }, (_, n) => [`AH-2025-${n}`, n]) },
    { kind: 'table', columns: ['编号'], rows: [] },
    { kind: 'qr', text: 'AH-2025-000001', caption: '扫码核对' },
    { kind: 'signatures', names: ['谈话人', '被谈话人'] },
  ],
}
type Table = Extract<PrintDocument['blocks'][number], { kind: 'table' }>
/** The widths of a table's columns across a page, in points where they are known. */
const widthsOf = (table: Table): (number | string)[] =>
  JSON.parse(
    /"widths":(\[.*?\])/.exec(
      JSON.stringify(layoutOf({ ...DOCUMENT, landscape: true, blocks: [table] }).content),
    )?.[1] ?? '[]',
  )
const pointsOf = (text: string) => [...text].reduce((sum, each) => sum + (each > '\u2E7F' ? 9 : 4.5), 0)
const later = () => new Promise((resolve) => setTimeout(resolve, 2_100))

describe('a printed document', () => {
  it('is the same bytes whenever it is made, and other bytes with another stamp', async () => {
    const first = await printPdf(DOCUMENT)
    await later()
    expect(Buffer.compare(await printPdf(DOCUMENT), first)).toBe(0)
    expect(Buffer.compare(await printPdf({ ...DOCUMENT, stamp: '另一天' }), first)).not.toBe(0)
    expect(new TextDecoder().decode(first.subarray(0, 5))).toBe('%PDF-')
  })

  it('gives narrow columns the room of their widest cell, however long the words beside them are', () => {
    const row = ['AH-W-2025-000001', '2025-06-30', '双河镇人民政府', 3, '很长的依据。'.repeat(40)]
    const table = { kind: 'table' as const, columns: ['编号', '发出日期', '单位', '上报次数', '依据'], rows: [row] }
    const widths = widthsOf({ ...table, rows: [row] })
    // 9 points: as many for a Chinese character, half of it for another.
    const needed = ['AH-W-2025-000001', '2025-06-30', '双河镇人民政府', '上报次数'].map(pointsOf)
    expect(needed).toEqual([72, 45, 63, 36])
    expect(widths).toHaveLength(5)
    expect(widths.at(-1)).toBe('*')
    for (const [n, points] of needed.entries()) {
      expect(widths[n]).toBeGreaterThanOrEqual(points)
      expect(widths[n], 'and little more').toBeLessThanOrEqual(points * 1.25)
    }
    expect(widths.reduce((sum: number, each) => sum + Number(each === '*' ? 0 : each), 0)).toBeLessThanOrEqual(746)
  })

  it('gives a column of long texts more room than one of a few words, and none less than its longest word', () => {
    const row = [
      'AH-I-2025-000001',
      '双河镇石桥村第三村民小组',
      'a thousand or more',
      '很长的事情。'.repeat(60),
      'dealt with as a case',
    ]
    const table = { kind: 'table' as const, columns: ['编号', '地方', '人数', '什么事', '进展'], rows: [row] }
    const [, place = 0, people = 0, problem, state = 0] = widthsOf(table)
    const rest = 746 - 5 * 9 - [place, people, state, 81].reduce((sum: number, each) => sum + Number(each), 0)
    expect(problem).toBe('*')
    expect(rest).toBeGreaterThan(Number(place) * 2)
    expect(people).toBeGreaterThanOrEqual(pointsOf('thousand'))
    expect(state).toBeGreaterThan(pointsOf('dealt with'))
  })

  it('has room for the words of ten thousand rows', () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => [
      `of some ${'more words and '.repeat(7)}${n}`,
      '长'.repeat(60),
    ])
    expect(widthsOf({ kind: 'table' as const, columns: ['what', '什么事'], rows })).toHaveLength(2)
  })

  it('does not squeeze the name of a pair beside a long value', () => {
    const { content } = layoutOf({ ...DOCUMENT, blocks: [{ kind: 'pairs', pairs: [['批示', '同意，'.repeat(200)]] }] })
    const [, name = 0] = /"widths":\[(\d+)/.exec(JSON.stringify(content)) ?? []
    expect(Number(name)).toBeGreaterThanOrEqual(20)
    expect(Number(name)).toBeLessThan(40)
  })

  it('asks all narrow columns to fit where they leave no room, or nothing shares the rest', () => {
    const code = 'AH-W-2025-000001'
    const columns = ['一', '二', '三', '四', '五', '六', '七', '八']
    const rows = [[...columns.slice(1).map(() => code), '很长的依据。'.repeat(40)]]
    expect(widthsOf({ kind: 'table', columns, rows })).toEqual([...Array(7).fill('auto'), '*'])
    const few = { kind: 'table' as const, columns: ['编号', '件数'], rows: [[code, 3]] }
    expect(widthsOf(few)).toEqual(['auto', 'auto'])
  })

  it('keeps only the characters that it uses of the font', async () => {
    expect((await printPdf({ ...DOCUMENT, blocks: [] })).length).toBeLessThan(60_000)
  })
})

describe('a text document', () => {
  it('is the same bytes whenever it is made, and holds what the page holds', async () => {
    const first = await printDocx(DOCUMENT)
    await later()
    expect(Buffer.compare(await printDocx(DOCUMENT), first)).toBe(0)
    expect(Buffer.compare(await printDocx({ ...DOCUMENT, stamp: '另一天' }), first)).not.toBe(0)
    const names = zipEntries(first)?.map(({ name }) => name) ?? []
    expect(names).toContain('word/document.xml')
    expect(names.filter((name) => name.endsWith('.png'))).toHaveLength(1)
  })
})

describe('a workbook', () => {
  it('is the same bytes whenever it is made, and can be read again', async () => {
    const sheets = [{ name: '台账: 2025/6', columns: ['编号', '件数'], rows: [['=1+1', 3]] }]
    const first = await workbookOf(sheets)
    await later()
    expect(Buffer.compare(await workbookOf(sheets), first)).toBe(0)
    expect((await readTable(first, 'a.xlsx')).rows).toEqual([{ line: 2, cells: { 编号: '=1+1', 件数: '3' } }])
  })
})
