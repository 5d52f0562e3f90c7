import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { Case } from '../../core/feedback/case.ts'
import { type CommandLine, commandLine } from './command-line.ts'

const PROBLEMS = [
  '村口的路灯坏了三个月，晚上老人摔了两次',
  '楼下烧烤店的油烟天天飘进屋里',
  '路边的井盖不见了',
  '公交车老是不来',
]
const letters = (count: number): string =>
  Array.from({ length: count }, (_, n) =>
    JSON.stringify({
      id: `l${n}`,
      subject: `=${n}+1 第${n}封`,
      detail: PROBLEMS[n % PROBLEMS.length],
      time: '2019-02-28T11:25:05',
    }),
  ).join('\n')

/** How many cases another process has made so far. */
const casesIn = async (url: string): Promise<number> => {
  const path = url.slice('sqlite:'.length)
  if (!existsSync(path)) return 0
  const store = sqliteStore({ path })
  try {
    return await store.collection(Case).count({})
  } catch {
    return 0
  } finally {
    await store.close()
  }
}

describe('replaying letters', () => {
  let cli: CommandLine
  let file: string
  beforeEach(async () => {
    cli = await commandLine()
    file = join(cli.folder, 'letters.jsonl')
  })
  afterEach(() => cli.close())

  it('makes one case of each, and none when it is done again', async () => {
    await writeFile(file, letters(12))
    const first = JSON.parse((await cli.run('replay', file, '--json')).out)
    expect(first).toMatchObject({ letters: 12, cases: 12, before: 0, lost: [], doubled: [] })
    expect(first.known + first.unknown).toBe(12)
    const again = JSON.parse((await cli.run('replay', file, '--json')).out)
    expect(again).toMatchObject({ letters: 12, cases: 12, before: 12, messages: 0 })
  })

  it('goes on after it was killed, and ends with one case of each', async () => {
    await writeFile(file, letters(80))
    for (const enough of [1, 30, 55]) {
      const { code } = await cli.runUntil(async () => (await casesIn(cli.url)) >= enough, 'replay', file)
      expect(code).toBe(null)
    }
    const totals = JSON.parse((await cli.run('replay', file, '--json')).out)
    expect(totals).toMatchObject({ letters: 80, cases: 80, lost: [], doubled: [] })
    expect(await casesIn(cli.url)).toBe(80)
  })

  it('refuses a file with a fault before anything is sent, and names the line', async () => {
    await writeFile(file, `${letters(2)}\n{"id":"l0","detail":"又一封"}\n`)
    expect(await cli.run('replay', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining('two letters have the id "l0"'),
    })
    await writeFile(file, '{"id":"a","detail":"x"}\nnonsense\n')
    expect(await cli.run('replay', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining('letters.jsonl:2 is not JSON'),
    })
  })

  it('leaves cases that are exported without their reporters, and never as formulas', async () => {
    await writeFile(file, letters(4))
    await cli.run('replay', file, '--json')
    const [csv, jsonl] = [join(cli.folder, 'cases.csv'), join(cli.folder, 'cases.jsonl')]
    expect(await cli.run('export', 'cases', '--format', 'csv', '--out', csv)).toMatchObject({ code: 0 })
    expect(await cli.run('export', 'cases', '--format', 'jsonl', '--out', jsonl)).toMatchObject({ code: 0 })
    const table = await readFile(csv, 'utf8')
    expect(table.startsWith('\uFEFFNumber,')).toBe(true)
    expect(table.split('\r\n').filter((line) => line !== '')).toHaveLength(5)
    expect(table).toContain("'=0+1")
    expect(table).not.toMatch(/(^|,)"?=/m)
    const rows = (await readFile(jsonl, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows).toHaveLength(4)
    for (const row of rows)
      for (const secret of ['reporter', 'channel', 'chat', 'code']) expect(row).not.toHaveProperty(secret)
  })
}, 300_000)
