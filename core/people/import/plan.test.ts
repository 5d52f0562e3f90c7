import { describe, expect, it } from 'vitest'
import { digestOf } from '../../kernel/trail.ts'
import { aPerson, aPost, aUnit } from '../testing.ts'
import type { Kind } from './columns.ts'
import { type Known, planOf } from './plan.ts'

type Cells = Readonly<Record<string, string>>
const NOTHING: Known = { units: new Map(), posts: new Map(), people: new Map() }
const byCode = <T extends { readonly code: string }>(...all: readonly T[]) =>
  new Map(all.map((each) => [each.code, each]))

const PLACES: Readonly<Record<string, readonly string[]>> = {
  石桥村: ['shiqiao'],
  新民村: ['north-xinmin', 'south-xinmin'],
}
const plan = (kind: Kind, rows: readonly Cells[], known: Partial<Known> = {}) =>
  planOf(
    kind,
    rows.map((cells, n) => ({ line: n + 2, cells })),
    { ...NOTHING, ...known },
    (words) => PLACES[words] ?? [],
  )

/** The faults as `row column code`. */
const faults = (...given: Parameters<typeof plan>) =>
  plan(...given).faults.map(({ row, column, code }) => `${row} ${column} ${code}`)

const unit = (code: string, more: Cells = {}): Cells => ({
  code,
  name: code,
  level: 'county',
  kind: 'department',
  parent: '',
  counterpart: '',
  ...more,
})
const post = (code: string, more: Cells = {}): Cells => ({ code, unit: 'bureau', title: code, rank: 'staff', ...more })
const human = (code: string, posts = '', more: Cells = {}): Cells => ({ code, name: code, posts, ...more })

describe('a file of units', () => {
  it('may be written in the office’s words', () => {
    const row = { 单位编码: 'bureau', 单位名称: '教育局', 层级: '县级', 类别: '部门', 别名: '教委；文教局' }
    expect(plan('units', [row]).rows[0]?.fields).toEqual({
      ...{ code: 'bureau', name: '教育局', level: 'county', kind: 'department', aliases: ['教委', '文教局'] },
    })
  })

  it('must stay a tree: the circle is named, once', () => {
    const circle = [
      unit('a', { parent: 'b' }),
      unit('b', { parent: 'c' }),
      unit('c', { parent: 'a' }),
      unit('d', { parent: 'a' }),
    ]
    const found = plan('units', circle).faults
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ row: 2, column: 'parent', code: 'unit-cycle', params: { cycle: 'a → b → c → a' } })
  })

  it('must stay a tree together with what is there already', () => {
    const known = { units: byCode(aUnit('a'), aUnit('b', { parent: 'a' })) }
    expect(faults('units', [unit('a', { parent: 'b' })], known)).toEqual(['2 parent unit-cycle'])
    expect(faults('units', [unit('a', { parent: 'a' })])).toEqual(['2 parent unit-cycle'])
  })

  it('names parents that are in it or known', () => {
    expect(faults('units', [unit('a', { parent: 'z' }), unit('b', { parent: 'a' })])).toEqual(['2 parent unknown-unit'])
    expect(faults('units', [unit('b', { parent: 'a' })], { units: byCode(aUnit('a')) })).toEqual([])
  })

  it('does not blame a row for the faults of its parent’s', () => {
    expect(faults('units', [unit('a', { level: '省' }), unit('b', { parent: 'a' })])).toEqual(['2 level level-unknown'])
  })

  it('has counterparts exactly one level up', () => {
    const city = unit('city', { level: 'city' })
    expect(faults('units', [city, unit('a', { counterpart: 'city' })])).toEqual([])
    expect(faults('units', [city, unit('v', { level: '村', counterpart: 'city' })])).toEqual([
      '3 counterpart counterpart-level',
    ])
  })
})

describe('a file of posts', () => {
  const known = { units: byCode(aUnit('bureau')) }

  it('has one head a unit', () => {
    expect(faults('posts', [post('a', { rank: '正职' }), post('b', { rank: 'head' })], known)).toEqual([
      '3 rank second-head',
    ])
    const more = { ...known, posts: byCode(aPost('old', 'bureau', { rank: 'head' })) }
    expect(faults('posts', [post('a', { rank: 'head' })], more)).toEqual(['2 rank second-head'])
  })

  it('names known units', () =>
    expect(faults('posts', [post('a', { unit: 'z' })], known)).toEqual(['2 unit unknown-unit']))
})

describe('a file of people', () => {
  const known = {
    posts: byCode(aPost('p', 'bureau'), aPost('q', 'bureau', { holder: 'old' })),
    people: byCode(aPerson('old')),
  }

  it('gives a post to one person', () => {
    expect(faults('people', [human('a', 'p'), human('b', 'p')], known)).toEqual(['3 posts two-holders'])
  })

  it('takes no post from somebody whom it doesn’t name', () => {
    expect(faults('people', [human('a', 'q')], known)).toEqual(['2 posts post-held'])
    expect(faults('people', [human('a', 'q'), human('old')], known)).toEqual([])
    expect(
      faults(
        'people',
        [human('a', 'q'), human('old', '', { state: '离任' })].map((row) => ({ state: '', ...row })),
        known,
      ),
    ).toEqual([])
  })

  it('may give a post that its holder left', () => {
    const left = { ...known, people: byCode(aPerson('old', { state: 'left' })) }
    expect(faults('people', [human('a', 'q')], left)).toEqual([])
  })

  it('has roles, dates and stand-ins that exist', () => {
    const row = human('a', '', { roles: 'handler;king', since: '2022-02-30', b_role: 'a' })
    expect(faults('people', [row], known)).toEqual(['2 roles role-unknown', '2 since date-malformed'])
    expect(faults('people', [human('a', '', { b_role: 'a' })], known)).toEqual(['2 b_role own-stand-in'])
    expect(faults('people', [human('a', '', { b_role: 'z' })], known)).toEqual(['2 b_role unknown-person'])
  })

  it('works out which posts change hands', () => {
    const [row] = plan('people', [human('old', 'p', { since: '2022/5/1', b_role: '' })], known).rows
    expect(row).toMatchObject({ hold: [{ post: 'p', since: '2022-05-01' }], vacate: ['q'] })
  })

  it('does not bring back who has left, unless it says so', () => {
    const left = { ...known, people: byCode(aPerson('old', { state: 'left' })) }
    const silent = plan('people', [human('old', 'p')], left)
    expect(silent.notices.map(({ code }) => code)).toEqual(['person-left'])
    expect(silent.rows[0]).toMatchObject({ leaves: true })
    expect(plan('people', [human('old', 'p', { state: '在职' })], left).rows[0]).toMatchObject({
      hold: [{ post: 'p' }],
    })
  })
})

describe('a list of members', () => {
  it('says who of them counts in no stratum, and takes names as they are called', () => {
    const member = (code: string, more: Cells): Cells => ({ code, 姓名: '张 三', 角色: '联系点成员', ...more })
    const { rows, notices } = plan('people', [member('a', { 层面: '农民' }), member('b', { 层面: '' })])
    expect(rows.map(({ fields }) => fields.name)).toEqual(['张三', '张三'])
    expect(notices.map(({ row, code }) => `${row} ${code}`)).toEqual(['3 member-without-stratum'])
  })
})

describe('any file', () => {
  it('has what it must have', () => {
    expect(faults('posts', [{ code: 'a', title: 'a', rank: 'staff' }])).toEqual(['1 unit column-missing'])
    expect(faults('units', [unit('a', { name: '' })])).toEqual(['2 name empty'])
    expect(faults('units', [])).toEqual(['1  nothing-in-it'])
  })

  it('has each code and each column once', () => {
    expect(faults('units', [unit('a'), unit('b'), unit('a')])).toEqual(['4 code code-twice'])
    expect(faults('units', [unit('a', { 单位名称: 'x' })])).toEqual(['1 单位名称 column-twice'])
  })

  it('is not believed where a spreadsheet program cut a number short', () => {
    expect(faults('units', [unit('a', { phone: '1.38E+10' }), unit('b', { phone: '13800001111' })])).toEqual([
      '2 phone digits-lost',
    ])
    expect(faults('people', [human('3.42501E+17', '', { name: '甲' })])).toEqual(['2 code digits-lost'])
    expect(faults('units', [unit('1E3'), unit('b', { phone: '0555-1234567 转 8E' })])).toEqual([])
  })

  it('may have empty rows and columns of its own', () => {
    const found = plan('units', [unit('a', { 备注: '好' }), { code: ' ', name: '' }])
    expect(found).toMatchObject({ faults: [], skipped: 1, added: 1 })
    expect(found.notices).toMatchObject([{ column: '备注', code: 'column-unknown' }])
  })

  it('is no work where nothing changed', () => {
    const [row] = plan('units', [unit('a')]).rows
    const known = { units: byCode(aUnit('a', { from: row?.from ?? '' })) }
    expect(plan('units', [unit('a')], known)).toMatchObject({ rows: [], unchanged: 1, added: 0, changed: 0 })
    expect(plan('units', [unit('a', { phone: '1' })], known)).toMatchObject({ changed: 1 })
    expect(row?.from).toBe(digestOf(row?.fields))
  })
})

describe('a place in a file', () => {
  it('is named by its code or its name, and a name that several have must be told apart', () => {
    const rows = [
      human('a', '', { place: '石桥村' }),
      human('b', '', { place: '新民村' }),
      human('c', '', { place: '月球' }),
    ]
    expect(faults('people', rows)).toEqual(['3 place place-ambiguous', '4 place place-unknown'])
    expect(plan('people', rows.slice(0, 1)).rows[0]?.fields).toMatchObject({ place: 'shiqiao' })
  })
})
