import { readFile } from 'node:fs/promises'
import exceljs from 'exceljs'
import { describe, expect, it } from 'vitest'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { readTable } from '../../adapters/tables/index.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { importRows, leave, organisation, seedOrganisation } from '../../core/people/index.ts'
import type { TableRow } from '../../core/ports/tables.ts'
import { ADMINISTRATOR, sampleContent, type TownHall, townHall } from './town-hall.ts'

type Kind = 'units' | 'posts' | 'people'

const rows = (...cells: readonly Readonly<Record<string, string>>[]): readonly TableRow[] =>
  cells.map((each, n) => ({ line: n + 2, cells: each }))

const take = (hall: TownHall, kind: Kind, given: readonly TableRow[], dryRun = false) =>
  hall.application.execute(importRows, { kind, rows: given, source: 'test', dryRun }, ADMINISTRATOR)

const UNITS = rows(
  { code: 'county', name: '县政府', level: '县', kind: 'agency', parent: '', line: '' },
  { code: 'edu', name: '教育局', level: '县', kind: 'department', parent: 'county', line: 'deputy' },
)
const POSTS = rows(
  { code: 'mayor', unit: 'county', title: '县长', rank: '正职', reception: '' },
  { code: 'deputy', unit: 'county', title: '副县长', rank: '副职', reception: '' },
  { code: 'edu-head', unit: 'edu', title: '局长', rank: '正职', reception: '' },
  { code: 'edu-desk', unit: 'edu', title: '信访接待', rank: '工作人员', reception: '是' },
)
const PEOPLE = rows(
  { code: 'sun', name: '孙县长', posts: 'mayor', b_role: '', roles: 'viewer', since: '2022-05-01' },
  { code: 'li', name: '李局长', posts: 'edu-head', b_role: '', roles: 'viewer', since: '2022/5/1' },
  { code: 'wu', name: '吴敏', posts: 'edu-desk', b_role: 'li', roles: 'handler', since: '2023年1月4日' },
)

const staffed = async (): Promise<TownHall> => {
  const hall = await townHall()
  await take(hall, 'units', UNITS)
  await take(hall, 'posts', POSTS)
  await take(hall, 'people', PEOPLE)
  return hall
}

/** Everything in the store, but the history of what was asked. */
const everything = async (hall: TownHall) => {
  const now = await organisation(hall.reader)
  return JSON.stringify([now.units(), now.posts(), now.people()])
}

describe('an import', () => {
  it('makes the organisation', async () => {
    const now = await organisation((await staffed()).reader)
    expect(now.headOf('edu')?.name).toBe('李局长')
    expect(now.reception('edu').map((person) => person.name)).toEqual(['吴敏'])
    expect(now.post('edu-desk')).toMatchObject({ holder: 'wu', since: '2023-01-04', standIn: 'li' })
    expect(now.responsible('edu-head')?.person.name).toBe('孙县长')
  })

  it('that is a dry run changes nothing and says what it would do', async () => {
    const hall = await staffed()
    const before = await everything(hall)
    const audited = hall.audit.length
    const result = await take(hall, 'people', rows({ code: 'xu', name: '徐', posts: 'deputy' }), true)
    expect(result).toMatchObject({ applied: false, added: 1, faultCount: 0 })
    expect(await everything(hall)).toBe(before)
    expect(hall.audit).toHaveLength(audited)
  })

  it('with any fault changes nothing at all, and says where each fault is and what to do', async () => {
    const hall = await staffed()
    const before = await everything(hall)
    const result = await take(
      hall,
      'people',
      rows({ code: 'xu', name: '徐', posts: 'deputy' }, { code: 'he', name: '何', posts: 'nothing' }),
    )
    expect(result).toMatchObject({ applied: false, faultCount: 1 })
    expect(result.faults[0]?.text).toBe('第 3 行“posts”：没有编码是“nothing”的岗位。请核对，或者先导入这个岗位。')
    expect(await everything(hall)).toBe(before)
  })

  it('refuses a tree that would become a circle, and names the circle', async () => {
    const hall = await staffed()
    const circle = rows({ code: 'county', name: '县政府', level: '县', kind: 'agency', parent: 'edu' })
    const { faults } = await take(hall, 'units', circle)
    expect(faults.map(({ text }) => text)).toEqual([
      '第 2 行“parent”：上级单位绕成了一个圈：county → edu → county。请改掉其中一个单位的上级。',
    ])
  })

  it('of the same file again is no work and no record', async () => {
    const hall = await staffed()
    const before = await everything(hall)
    const audited = hall.audit.length
    for (const [kind, given] of [
      ['units', UNITS],
      ['posts', POSTS],
      ['people', PEOPLE],
    ] as const) {
      expect(await take(hall, kind, given)).toMatchObject({
        applied: true,
        added: 0,
        changed: 0,
        unchanged: given.length,
      })
    }
    expect(await everything(hall)).toBe(before)
    expect(hall.audit).toHaveLength(audited)
  })

  it('moves posts from hand to hand, and leaves alone whom it doesn’t name', async () => {
    const hall = await staffed()
    const swap = rows(
      { code: 'li', name: '李局长', posts: 'deputy', roles: 'viewer' },
      { code: 'wu', name: '吴敏', posts: 'edu-head;edu-desk', roles: 'handler' },
    )
    expect(await take(hall, 'people', swap)).toMatchObject({ applied: true, changed: 2 })
    const now = await organisation(hall.reader)
    expect(['mayor', 'deputy', 'edu-head', 'edu-desk'].map((post) => now.holder(post)?.code)).toEqual([
      'sun',
      'li',
      'wu',
      'wu',
    ])
  })

  it('lets a person leave, whose post the B-role then answers for', async () => {
    const hall = await staffed()
    const gone = rows({ code: 'wu', name: '吴敏', posts: '', state: '离任' })
    expect(await take(hall, 'people', gone)).toMatchObject({ applied: true })
    const now = await organisation(hall.reader)
    expect(now.person('wu')?.state).toBe('left')
    expect(now.post('edu-desk')?.holder).toBeUndefined()
    expect(now.reception('edu').map((person) => person.code)).toEqual(['li'])
    const again = await take(hall, 'people', rows({ code: 'new', name: '新人', posts: 'edu-desk' }))
    expect(again).toMatchObject({ applied: true })
  })

  it('does not bring back by an unchanged row who left meanwhile', async () => {
    const hall = await staffed()
    await hall.application.execute(leave, { person: 'wu' }, ADMINISTRATOR)
    const result = await take(hall, 'people', PEOPLE)
    expect(result).toMatchObject({ applied: true, unchanged: 3, faultCount: 0 })
    expect(result.notices.map(({ code }) => code)).toEqual(['person-left'])
    expect((await organisation(hall.reader)).holder('edu-desk')).toBeUndefined()
  })

  it('may be made by nobody but an administrator', async () => {
    const hall = await townHall()
    const officer = { ...ADMINISTRATOR, kind: 'person', person: 'x', units: [], roles: ['officer'] } as const
    const asked = hall.application.execute(importRows, { kind: 'units', rows: UNITS, source: 'a' }, officer)
    await expect(asked).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('of more rows than one record holds is taken in as a whole', async () => {
    const hall = await staffed()
    const many = Array.from({ length: 1_200 }, (_, n) => ({ code: `h${n}`, name: `人${n}`, posts: '' }))
    expect(await take(hall, 'people', rows(...many))).toMatchObject({ applied: true, added: 1_200 })
    expect((await organisation(hall.reader)).people()).toHaveLength(1_203)
  })

  it('goes on where it stopped when the store went away in the middle', async () => {
    const store = sqliteStore({ path: ':memory:' })
    let broken = 40
    const flaky: typeof store = {
      ...store,
      collection: (spec) => {
        const real = store.collection<never>(spec)
        if (spec.name !== 'person') return real as never
        const insert = (document: never) => (broken-- > 0 ? real.insert(document) : Promise.reject(new Error('away')))
        return { ...real, insert } as never
      },
    }
    const hall = await townHall(flaky)
    await take(hall, 'units', UNITS)
    const many = Array.from({ length: 100 }, (_, n) => ({ code: `h${n}`, name: `人${n}`, posts: '' }))
    await take(hall, 'people', rows(...many))
    expect((await organisation(hall.reader)).people().length).toBeLessThan(100)
    broken = 1_000
    hall.wait(5_000)
    await hall.application.relay.sweep()
    expect((await organisation(hall.reader)).people()).toHaveLength(100)
  })
})

describe('files as offices hand them in', () => {
  it('a CSV in GB18030 with a mark', async () => {
    const hall = await staffed()
    // 编号,姓名,岗位 / xu,徐,deputy
    const gb = [0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb8, 0xda, 0xce, 0xbb, 0x0d, 0x0a]
    const row = [...Buffer.from('xu,'), 0xd0, 0xec, ...Buffer.from(',deputy\r\n')]
    const table = await readTable(Uint8Array.from([0x84, 0x31, 0x95, 0x33, ...gb, ...row]), '人员.csv')
    expect(await take(hall, 'people', table.rows)).toMatchObject({ applied: true, added: 1, faultCount: 0 })
    expect((await organisation(hall.reader)).holder('deputy')?.name).toBe('徐')
  })

  it('a workbook with a title, dates and merged units', async () => {
    const workbook = new exceljs.Workbook()
    const sheet = workbook.addWorksheet('人员')
    sheet.addRows([
      ['人员名册'],
      ['编号', '姓名', '岗位', '任职时间'],
      ['xu', '徐', 'deputy', new Date(Date.UTC(2024, 0, 5))],
    ])
    sheet.mergeCells('A1:D1')
    const hall = await staffed()
    const table = await readTable(new Uint8Array(await workbook.xlsx.writeBuffer()), '人员.xlsx')
    expect(await take(hall, 'people', table.rows)).toMatchObject({ applied: true, added: 1 })
    expect((await organisation(hall.reader)).post('deputy')).toMatchObject({ holder: 'xu', since: '2024-01-05' })
  })
})

describe('the sample county', () => {
  it('comes in at the start, once, and everything that comes to a unit reaches somebody', async () => {
    const hall = await townHall()
    const content = await sampleContent()
    const table = await readTable(await readFile('content/organisation/people.csv'), 'people.csv')
    await seedOrganisation(hall.application, content, table.rows)
    const now = await organisation(hall.reader)
    expect(now.units().length).toBeGreaterThan(90)
    expect(now.units().filter((unit) => now.reception(unit.code).length === 0)).toEqual([])
    const heads = now.posts().filter((post) => post.rank === 'head' && now.parent(post.unit) !== undefined)
    expect(heads.filter((post) => now.responsible(post.code) === undefined)).toEqual([])
    const audited = hall.audit.length
    await seedOrganisation(hall.application, content, table.rows)
    expect(hall.audit).toHaveLength(audited)
    expect(await hall.application.byName('people.organisation', { below: 'education' }, SYSTEM)).toMatchObject({
      units: [{ code: 'education' }],
    })
  })
})
