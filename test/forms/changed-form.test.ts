import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { readContentFolder } from '../../adapters/files/index.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { readTable } from '../../adapters/tables/index.ts'
import type { Content } from '../../core/content/content.ts'
import { answersOf } from '../../core/forms/queries.ts'
import { takeForm } from '../../core/forms/take.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import type { Act } from '../../core/ports/channel.ts'
import { checkedContent } from '../../core/program.ts'
import { FACES, HeardChannel, keptLog, openProgramWith, SetClock } from '../support/world.ts'

const words = (text: string) => `{ zh-CN: ${text}, en: ${text} }`
const form = (version: number, fields: string, repeats: string) => `
name: well-check
version: ${version}
title: ${words('水井')}
submit: ${words('交')}
keep: { for: everyone, who: nobody }
groups:
  - { name: wells, label: ${words('每口井')}, repeat: { min: 0, max: 5 } }
fields:
${fields}
${repeats}
`
const field = (name: string, label: string, more: string) =>
  `  - { name: ${name}, label: ${words(label)}, ask: ${words(label)}, ${more} }`
const state = (good: string) =>
  `kind: choice, options: [{ value: good, label: ${words(good)} }, { value: bad, label: ${words('不好')} }]`

const BEFORE = form(
  1,
  [field('village', '哪个村', 'kind: text'), field('state', '水怎么样', state('好'))].join('\n'),
  field('depth', '多深', 'kind: number, group: wells'),
)
/** A question less, one more, a word changed, and another question in each round. */
const AFTER = form(
  2,
  [field('state', '水质怎么样', state('很好')), field('tested', '化验过吗', 'kind: text')].join('\n'),
  [field('depth', '多深', 'kind: number, group: wells'), field('owner', '谁管', 'kind: text, group: wells')].join('\n'),
)

const contentWith = async (text: string): Promise<Content> =>
  checkedContent(new Map([...(await readContentFolder('content')), ['forms/well-check.yaml', text]]), FACES)

/** The content as it stands at each moment. */
const following = (now: () => Content): Content => ({
  files: (piece) => now().files(piece),
  only: (piece) => now().only(piece),
  derive: (make) => now().derive(make),
  say: (...asked) => now().say(...asked),
})

test('whoever is filling in a form when it changes keeps what still fits, and is told; so is whoever fills in one that goes', async () => {
  let content = await contentWith(BEFORE)
  const channel = new HeardChannel()
  const log = keptLog()
  const store = sqliteStore({ path: ':memory:' })
  const clock = new SetClock('2025-06-30T01:00:00.000Z')
  const program = await openProgramWith({ store, clock, log, content: following(() => content) })
  const sender = program.send(channel)
  let update = 0
  const hears = async (chat: string, act: Act): Promise<string> => {
    const before = channel.heard.get(chat)?.length ?? 0
    await program.gateway.take({ id: `u${++update}`, channel: channel.name, address: chat, act })
    await sender.drain()
    return (channel.heard.get(chat) ?? [])
      .slice(before)
      .map((message) => message.text)
      .join('\n')
  }
  const says = (chat: string, text: string) => hears(chat, { kind: 'text', text })
  for (const chat of ['甲', '乙', '丙']) {
    await hears(chat, { kind: 'press', token: 'fill well-check' })
    expect(await says(chat, '石桥村')).toBe('水怎么样')
  }
  // Of 甲 an answer goes with its question; of 乙 the question that is open.
  expect(await says('甲', '好')).toContain('每口井')
  content = await contentWith(AFTER.replace(/kind: choice.*/, 'kind: number }'))
  expect(await says('甲', '没有')).toMatch(/这张表刚改过.*\n水质怎么样/)
  expect(await says('甲', '7')).toBe('化验过吗')
  expect(await says('乙', '好')).toMatch(/这张表刚改过.*\n请写一个数字/)
  content = await contentWith(BEFORE.replaceAll('well-check', 'other-check'))
  expect(await says('甲', '去年')).toContain('刚才那张表不用了')
  expect(await says('甲', '/continue')).toContain('没有没说完的事')
  // What answers no question is dealt with as ever.
  expect(await says('丙', '/help')).toMatch(/刚才那张表不用了[\s\S]*\/cancel/)
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([])
})

test('answers stay readable when their form has changed, and are taken with the columns of both versions', async () => {
  let content = await contentWith(BEFORE)
  const clock = new SetClock('2025-06-30T01:00:00.000Z')
  const store = sqliteStore({ path: ':memory:' })
  const program = await openProgramWith({ store, clock, log: keptLog(), content: following(() => content) })
  const { application, outside } = program
  const answers = (given: object) => application.byName('forms.keep', { form: 'well-check', answers: given }, SYSTEM)

  await answers({ village: '=1+1', state: 'good', wells: [{ row: { depth: 12 } }, { row: { depth: 30 } }] })
  while ((await program.tick()) > 0);
  content = await contentWith(AFTER)
  clock.set('2025-07-01T01:00:00.000Z')
  await answers({ state: 'good', tested: '去年，"合格"', wells: [{ row: { depth: 8, owner: '村里' } }] })
  while ((await program.tick()) > 0);

  const { rows } = await application.execute(answersOf, { form: 'well-check' }, SYSTEM)
  expect(rows.map(({ version, lines }) => [version, lines.map((line) => `${line.label}=${line.words}`)])).toEqual([
    [1, ['哪个村==1+1', '水怎么样=好', '多深 1=12', '多深 2=30']],
    [2, ['水质怎么样=很好', '化验过吗=去年，"合格"', '多深 1=8', '谁管 1=村里']],
  ])

  const taken = async (format: 'xlsx' | 'csv') => {
    const wanted = takeForm.input.parse({ form: 'well-check', format })
    const { file, rows: count, parts } = await application.execute(takeForm, wanted, SYSTEM)
    expect([count, parts]).toEqual([2, 1])
    return (await outside.files.get(file)) ?? new Uint8Array()
  }
  const book = new exceljs.Workbook()
  await book.xlsx.load((await taken('xlsx')).slice().buffer)
  const cells = Object.fromEntries(
    book.worksheets.map((sheet) => [
      sheet.name,
      Array.from({ length: sheet.rowCount }, (_row, n) =>
        Array.from({ length: sheet.columnCount }, (_cell, m) => sheet.getCell(n + 1, m + 1).value ?? ''),
      ),
    ]),
  )
  const columns = ['水质怎么样', '化验过吗', '哪个村']
  expect(cells).toEqual({
    水井: [
      ['序号', '日期', '版本', ...columns],
      [1, '2025-06-30', 1, '好', '', '=1+1'],
      [2, '2025-07-01', 2, '很好', '去年，"合格"', ''],
    ],
    每口井: [
      ['序号', '多深', '谁管'],
      [1, 12, ''],
      [1, 30, ''],
      [2, 8, '村里'],
    ],
  })
  const part = async (n: number) => {
    const wanted = takeForm.input.parse({ form: 'well-check', format: 'csv', part: n, size: 1 })
    const { base64, name, parts } = await application.execute(takeForm, wanted, SYSTEM)
    const { rows: lines } = await readTable(Buffer.from(base64, 'base64'), 'a.csv')
    return [name, parts, ...lines.map(({ cells }) => cells.序号)]
  }
  expect([await part(1), await part(2)]).toEqual([
    ['well-check-1-2.csv', 2, '1'],
    ['well-check-2-2.csv', 2, '2'],
  ])
  await expect(part(3)).rejects.toMatchObject({ code: 'forms.no-such-part' })
  const csv = await taken('csv')
  expect((await readTable(csv, 'a.csv')).rows.map((row) => row.cells)).toMatchObject([
    { 哪个村: "'=1+1", 水质怎么样: '好' },
    { 水质怎么样: '很好', 化验过吗: '去年，"合格"' },
  ])
})
