// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XPath writes the names of questions so
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readContentFolder } from '../../adapters/files/index.ts'
import { readTable } from '../../adapters/tables/index.ts'
import { xlsFormIn } from '../../bots/commands/xlsform-file.ts'
import { loadContent } from '../../core/content/load.ts'
import type { Answers } from '../../core/conversation/conversation.ts'
import { faultIn, kept } from '../../core/conversation/kept-answers.ts'
import { formFrom } from '../../core/forms/index.ts'

const content = loadContent(await readContentFolder('content'), [])

type Rows = readonly (readonly (string | number | boolean | object)[])[]

const bytesOf = async (sheets: Readonly<Record<string, Rows>>, change?: (book: exceljs.Workbook) => void) => {
  const book = new exceljs.Workbook()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name)
    for (const row of rows) sheet.addRow([...row])
  }
  change?.(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const carried = async (sheets: Readonly<Record<string, Rows>>, change?: (book: exceljs.Workbook) => void) => {
  const bytes = await bytesOf(
    { choices: [['list_name', 'name', 'label::English']], settings: [['form_id', 'form_title']], ...sheets },
    change,
  )
  const read = (sheet: string) => readTable(bytes, 'roads.xlsx', sheet)
  const [survey, choices, settings] = [await read('survey'), await read('choices'), await read('settings')]
  return formFrom({ survey, choices, settings }, 'roads.xlsx', content)
}
const told = ({ refused }: Awaited<ReturnType<typeof carried>>) =>
  refused.map(({ sheet, row, column, message }) => `${sheet} ${row} ${column}: ${message}`)

const HEAD = [
  'type',
  'name',
  'label::English (en)',
  'label::中文 (zh)',
  'hint::English (en)',
  'required',
  'relevant',
  'constraint',
  'constraint_message::English (en)',
  'default',
  'calculation',
]
const CHOICES: Rows = [
  ['list_name', 'name', 'label::English (en)', 'label::中文 (zh)'],
  ['state', 'very_bad', 'Very bad', '很差'],
  ['state', 'fair', 'Fair', '一般'],
  ['what', 'holes', 'Holes', '坑'],
  ['what', 'light', 'No light', '没灯'],
]

describe('a form from a spreadsheet', () => {
  test('carries over every usual type, skip logic, checks, groups and repeats', async () => {
    const { form, refused, leftOut } = await carried({
      survey: [
        HEAD,
        ['start', 'start'],
        ['note', 'hello', 'Thank you for looking.', '谢谢您去看。'],
        ['begin_group', 'road', 'The road', '道路'],
        ['select_one state', 'road_state', 'How is it?', '路怎么样？', 'As you saw it', 'yes'],
        [
          'integer',
          'holes_count',
          'How many holes?',
          '几个坑？',
          '',
          'yes',
          "${road_state} = 'very_bad'",
          '. > 0 and . <= 500',
          'Between 1 and 500',
          '1',
        ],
        ['end_group'],
        ['select_multiple what', 'what', 'What is wrong?', '哪里不好？', '', '', "not(${road_state} = 'fair')"],
        ['text', 'other', 'Tell more', '多说点', '', '', "selected(${what}, 'light') and count-selected(${what}) = 1"],
        ['begin_repeat', 'spots', 'Spots', '地点'],
        ['geopoint', 'spot', 'Where?', '在哪里？', '', 'yes'],
        ['image', 'photo', 'A photo', '照片'],
        ['decimal', 'metres', 'How long?', '多长？'],
        ['end_repeat'],
        ['date', 'seen', 'Which day?', '哪天？', '', 'true', '', ". >= '2020-01-01'"],
        [
          'calculate',
          'cost',
          'Cost',
          '费用',
          '',
          '',
          '',
          '',
          '',
          '',
          "if(${road_state} = 'very_bad', ${holes_count} * 20 + 5, 0)",
        ],
        ['calculate', 'spots_count', 'Number', '几处', '', '', '', '', '', '', 'count(${spots})'],
        ['acknowledge', 'sure', 'It is true', '情况属实', '', 'yes'],
      ],
      choices: CHOICES,
      settings: [
        ['form_id', 'form_title', 'version'],
        ['road_check', '道路检查', '2025010'],
      ],
    })
    expect(refused).toEqual([])
    expect(leftOut).toMatchObject([{ row: 2, column: 'type' }])
    expect(form).toMatchObject({ name: 'road-check', version: 2025010, title: { 'zh-CN': '道路检查' } })
    expect(form?.fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['roadState', 'choice', true],
      ['holesCount', 'number', true],
      ['what', 'several', false],
      ['other', 'text', false],
      ['spot', 'place', true],
      ['photo', 'files', false],
      ['metres', 'number', false],
      ['seen', 'date', true],
      ['sure', 'consent', true],
    ])
    expect(form?.fields[0]?.ask).toEqual({
      'zh-CN': '谢谢您去看。\n路怎么样？',
      en: 'Thank you for looking.\nHow is it?',
    })
    expect(form?.fields[1]).toMatchObject({
      ...{ visibleIf: 'roadState == "very-bad"', default: 1, group: 'road' },
      validIf: { rule: '(holesCount > 0.0 && holesCount <= 500.0)', say: { en: 'Between 1 and 500' } },
    })
    expect(form?.fields[2]).toMatchObject({ visibleIf: '!(roadState == "fair")' })
    expect(form?.fields[3]).toMatchObject({ visibleIf: '("light" in what && double(size(what)) == 1.0)' })
    if (form === undefined) throw new Error('no form')
    const answers = {
      roadState: 'very-bad',
      holesCount: 3,
      what: ['holes'],
      spots: [{ row: { spot: { text: '村口' } } }],
      seen: '2025-06-30',
      sure: true,
    }
    expect(faultIn(form, answers)).toBeUndefined()
    expect(kept(form, answers)).toMatchObject({ cost: 65, spotsCount: 1 })
    expect(faultIn(form, { ...answers, holesCount: 501 })).toEqual({ what: 'wrong', field: 'holesCount' })
    expect(faultIn(form, { ...answers, seen: '2019-01-01' })).toEqual({ what: 'wrong', field: 'seen' })
    expect(faultIn(form, { ...answers, spots: [{ row: {} }] })).toEqual({ what: 'missing', field: 'spot' })
  })

  test('is refused by row and column for whatever has no counterpart', async () => {
    const result = await carried({
      survey: [
        HEAD,
        ['audio', 'voice', 'Say it'],
        ['select_one state or_else', 'one', 'Which?'],
        ['integer', 'age', 'Age', '', '', 'maybe', "${nobody} = 'x'", "regex(., '[0-9]+')"],
        ['date', 'day', 'Day', '', '', '', '', '', '', 'today()'],
        ['calculate', 'left', '', '', '', '', '', '', '', '', 'round(${age}, 1)'],
      ],
      choices: CHOICES,
    })
    expect(result.form).toBeUndefined()
    expect(told(result)).toEqual([
      'survey 2 type: the type "audio" has no counterpart: ask for a "file"',
      'survey 3 type: "or_else" behind the type is not understood',
      'survey 4 relevant: can\'t be carried over: there is no question "nobody"',
      "survey 4 constraint: can't be carried over: regex() has no counterpart",
      'survey 4 required: can only be yes or no: put the condition into "relevant"',
      'survey 5 default: "today()" can\'t be the default of a question of this kind: write a plain value',
      "survey 6 calculation: can't be carried over: round() has no counterpart",
    ])
  })

  test('says which expression is too long to be understood', async () => {
    const asks = (relevant: string): Rows => [
      ['type', 'name', 'label', 'relevant'],
      ['text', 'a', '甲'],
      ['text', 'b', '乙', relevant],
    ]
    const deep = `${'not('.repeat(5_000)}\${a} = 'x'${')'.repeat(5_000)}`
    for (const relevant of [deep, Array(200).fill("${a} = 'x'").join(' or ')])
      expect(told(await carried({ survey: asks(relevant) }))).toEqual([
        expect.stringMatching(/^survey 3 relevant: .*words and signs, and may have 400: put parts/),
      ])
    const long = await carried({ survey: asks(Array(99).fill("${a} = 'x'").join(' or ')) })
    expect([long.refused, long.form === undefined]).toEqual([[], false])
    const nested = await carried({ survey: asks(`${'('.repeat(190)}\${a} = 'x'${')'.repeat(190)}`) })
    expect([nested.refused, nested.form === undefined]).toEqual([[], false])
  })

  test('takes defaults that a spreadsheet program keeps as numbers as they are seen', async () => {
    const at = (text: string) => new Date(`${text}Z`)
    const survey = (rows: readonly (readonly [string, string, string | number | Date])[]): Rows => [
      ['type', 'name', 'label', 'default'],
      ...rows.map(([type, name, value]) => [type, name, `问${name}`, value]),
    ]
    const change = (book: exceljs.Workbook) => {
      for (const [cell, format] of Object.entries({ D3: 'h:mm', D4: 'yyyy/m/d h:mm', D6: '0000-0000000' })) {
        const found = book.getWorksheet('survey')?.getCell(cell)
        if (found !== undefined) found.numFmt = format
      }
    }
    const asked = [
      ['date', 'day', at('2025-06-30')],
      ['time', 'clock', at('1899-12-30T09:30')],
      ['text', 'when', at('2025-06-30T09:30')],
      ['text', 'phone', 13_800_001_111],
      ['text', 'office', 5_551_234_567],
    ] as const
    const { form, refused } = await carried({ survey: survey(asked) }, change)
    expect(refused).toEqual([])
    expect(form?.fields.map((field) => field.default)).toEqual([
      ...['2025-06-30', '09:30', '2025-06-30 09:30', '13800001111', '0555-1234567'],
    ])
    const wrong = [
      ['text', 'card', Number('342501199001011234')],
      ['date', 'day', at('2025-06-30T09:30')],
    ] as const
    expect(told(await carried({ survey: survey(wrong) }, change))).toEqual([
      expect.stringContaining('survey 2 default: "3.42501E+17" has lost its last digits'),
      expect.stringContaining('survey 3 default: "09:30" can\'t be the default'),
    ])
  })

  test('says where it is in one language alone', async () => {
    const survey = (label: string): Rows => [
      ['type', 'name', label],
      ['text', 'a', '甲'],
    ]
    expect(await carried({ survey: survey('label') })).toMatchObject({
      ...{ onlyIn: 'zh-CN', form: { fields: [{ ask: { 'zh-CN': '甲', en: '甲' } }] } },
    })
    expect(await carried({ survey: survey('label::English (en)') })).toMatchObject({ onlyIn: 'en' })
    const both = [...survey('label::中文'), ['text', 'b', '乙', 'B']].with(0, [
      'type',
      'name',
      'label::中文',
      'label::en',
    ])
    expect((await carried({ survey: both })).onlyIn).toBeUndefined()
  })

  test('is refused with macros, whatever its file is called', async () => {
    const bytes = await bytesOf({ survey: [HEAD, ['text', 'a', 'A']] })
    const text = Buffer.from(bytes).toString('latin1').replaceAll('xl/theme/theme1.xml', 'xl/vbaProject.bin.x')
    const withMacros = Buffer.from(text, 'latin1')
    await expect(readTable(bytes, 'roads.xlsx', 'survey')).resolves.toMatchObject({ rows: [{}] })
    await expect(readTable(withMacros, 'roads.xlsx', 'survey')).rejects.toMatchObject({ reason: 'macros' })
    await expect(readTable(bytes, 'roads.xlsm', 'survey')).rejects.toMatchObject({ reason: 'macros' })
  })

  test('is refused with merged cells and formulas, and for a question that is never asked', async () => {
    const result = await carried(
      { survey: [HEAD, ['text', 'a', 'A'], ['text', 'b', 'B'], ['text', 'c', { formula: '1+1', result: 'C' }]] },
      (book) => book.getWorksheet('survey')?.mergeCells('C2:C3'),
    )
    expect(told(result)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('survey 3 label::English (en): belongs to merged cells'),
        expect.stringContaining('survey 4 label::English (en): holds a formula'),
      ]),
    )
    const never = await carried({
      survey: [
        HEAD,
        ['select_one state', 's', 'S', '', '', 'yes'],
        ['text', 'why', 'Why', '', '', 'yes', "${s} = 'fair' and ${s} = 'very_bad'"],
      ],
      choices: CHOICES,
    })
    expect(told(never)).toEqual([expect.stringContaining('survey 3 relevant: no answers can make this true')])
  })
})

const Some = z.record(z.string(), z.unknown())
const Given = z.custom<Answers>((value) => Some.safeParse(value).success)

/** A workbook that somebody wrote, and what comes of it. */
const Spreadsheet = z.strictObject({
  says: z.string(),
  file: z.string().optional(),
  sheets: z.record(z.string(), z.array(z.array(z.union([z.string(), z.number(), z.boolean()])))),
  /** Cells of the sheet survey that are merged. */
  merge: z.string().optional(),
  /** How each refusal begins, in any order; no other may be there. */
  refused: z.array(z.string()).optional(),
  leftOut: z.array(z.string()).optional(),
  form: Some.optional(),
  right: z.array(Given).optional(),
  wrong: z.array(z.tuple([Given, z.string()])).optional(),
  computed: z.array(z.tuple([Given, Some])).optional(),
})

const FOLDER = join(import.meta.dirname, 'spreadsheets')
const spreadsheets = readdirSync(FOLDER).map((name) =>
  Spreadsheet.parse(parse(readFileSync(join(FOLDER, name), 'utf8'))),
)
const formula = (cell: Rows[number][number]) =>
  typeof cell === 'string' && cell.startsWith('=') ? { formula: cell.slice(1) } : cell
const begins = (
  lines: readonly { sheet: string; row: number; column: string; message: string }[],
  all: readonly string[],
) =>
  lines.map(({ sheet, row, column, message }) => {
    const line = `${sheet} ${row} ${column}: ${message}`
    return all.find((begin) => line.startsWith(begin)) ?? line
  })

describe('a spreadsheet of an office', () => {
  test.each(spreadsheets)(
    'with $says',
    async ({ file = 'roads.xlsx', sheets, merge, refused = [], leftOut = [], ...made }) => {
      const rows = Object.fromEntries(
        Object.entries(sheets).map(([name, all]) => [name, all.map((row) => row.map(formula))]),
      )
      const bytes = await bytesOf(rows, (book) => merge && book.getWorksheet('survey')?.mergeCells(merge))
      const result = formFrom(await xlsFormIn(bytes, file), file, content)
      expect(begins(result.refused, refused).sort()).toEqual([...refused].sort())
      expect(begins(result.leftOut, leftOut).sort()).toEqual([...leftOut].sort())
      expect(result.form === undefined).toBe(made.form === undefined)
      if (result.form === undefined || made.form === undefined) return
      expect(result.form).toMatchObject(made.form)
      for (const answers of made.right ?? []) expect(faultIn(result.form, answers)).toBeUndefined()
      for (const [answers, fault] of made.wrong ?? []) {
        const found = faultIn(result.form, answers)
        expect(`${found?.what} ${found?.field}`).toBe(fault)
      }
      for (const [answers, values] of made.computed ?? []) expect(kept(result.form, answers)).toMatchObject(values)
    },
  )

  test('takes no day and no time that there is not, and names every parameter that it leaves out, from the top', async () => {
    const head = ['type', 'name', 'label', 'default', 'parameters', 'required_message']
    const { refused, leftOut } = await carried({
      survey: [
        head,
        ['select_one state', 'state', 'How?', '', 'randomize=true', 'Choose one'],
        ['date', 'day', 'When?', '2025-02-30'],
        ['range', 'mark', 'Mark?', '', 'start=1 end=5 step = 1'],
        ['time', 'at', 'At what time?', '25:00'],
        ['image', 'photo', 'Photo', '', 'max-pixels=1024'],
      ],
      choices: CHOICES,
    })
    expect(refused.map(({ row, column }) => [row, column])).toEqual([
      [3, 'default'],
      [5, 'default'],
    ])
    const left = leftOut.filter(({ sheet, message }) => sheet === 'survey' && message.includes('is left out'))
    expect(left.map(({ row, column, message }) => `${row} ${column}: ${message}`)).toEqual([
      '2 required_message: is left out: what is missing is asked for in words of its own',
      '2 parameters: "randomize=true" is left out: it has no counterpart',
      '6 parameters: "max-pixels=1024" is left out: it has no counterpart',
    ])
  })

  test('is refused in words where it has no questions, or a heading twice', async () => {
    const read = async (sheets: Readonly<Record<string, Rows>>) => xlsFormIn(await bytesOf(sheets), 'a.xlsx')
    await expect(read({ 问卷: [['type'], ['text']], 选项: [['name']] })).rejects.toThrow(
      /no sheet "survey".*问卷, 选项/,
    )
    await expect(read({ survey: [['question', 'name']] })).rejects.toThrow(/no column "type"/)
    await expect(
      read({
        survey: [
          ['type', 'label', 'label'],
          ['text', 'a', 'b'],
        ],
      }),
    ).rejects.toThrow(/sheet survey: a heading stands twice.*label/)
    await expect(xlsFormIn(new TextEncoder().encode('type,name\ntext,a'), 'a.csv')).rejects.toThrow(/no Excel workbook/)
    const empty = await read({ survey: [['type', 'name', 'label']], settings: [['form_id'], ['a']] })
    expect(told(formFrom(empty, 'a.xlsx', content))).toEqual(['survey 0 : there is no question in it'])
  })

  test('is refused where it asks more than a form or a list holds', async () => {
    const many = Array.from({ length: 61 }, (_each, n) => ['text', `q_${n}`, `第${n}题`])
    const result = await carried({
      survey: [
        ['type', 'name', 'label'],
        ['select_one v', 'v', '哪个村？'],
        ['select_one one', 'one', '同意吗？'],
        ...many,
      ],
      choices: [
        ['list_name', 'name', 'label'],
        ...Array.from({ length: 41 }, (_each, n) => ['v', `v_${n}`, `第${n}村`]),
        ['one', 'yes', '同意'],
      ],
    })
    expect(told(result)).toEqual([
      expect.stringContaining('survey 2 type: has 41 choices, but at most 40'),
      expect.stringContaining('survey 3 type: has a single choice'),
      expect.stringContaining('survey 62 type: is question 61 of 63'),
    ])
  })
})
