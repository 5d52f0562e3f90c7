import { describe, expect, it } from 'vitest'
import { printPdf } from '../../adapters/print/index.ts'
import { workbookOf } from '../../adapters/tables/write-workbook.ts'
import type { Language } from '../../core/content/content.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import type { Params } from '../../core/kernel/errors.ts'
import type { Stored } from '../../core/kernel/record.ts'
import { ledgerOperations } from '../../core/ledgers/operations.ts'
import { paperOf, sheetsOf } from '../../core/ledgers/paper.ts'
import { Person } from '../../core/people/person.ts'
import { Post } from '../../core/people/post.ts'
import { touch } from '../../core/people/revision.ts'
import { aPerson, aPost, aUnit } from '../../core/people/testing.ts'
import { Unit } from '../../core/people/unit.ts'
import { issue } from '../../core/warnings/issue.ts'
import { warningLedger } from '../../core/warnings/ledger.ts'
import { acceptAnswer, grantTime, returnAnswer } from '../../core/warnings/office-steps.ts'
import { acknowledge, answerWarning, askTime } from '../../core/warnings/person-steps.ts'
import { County, type Members } from '../feedback/county.ts'

const MEMBERS: Members = {
  units: [aUnit('u0'), aUnit('u1', { parent: 'u0' }), aUnit('u2', { parent: 'u0' })],
  posts: [
    aPost('top', 'u0', { rank: 'head', holder: 'leader' }),
    aPost('desk', 'u1', { holder: 'officer' }),
    aPost('second', 'u2', { rank: 'deputy', holder: 'clerk' }),
  ],
  people: [aPerson('leader'), aPerson('officer', { roles: ['officer'] }), aPerson('clerk')],
}
const { show } = ledgerOperations(new Map([['warnings', warningLedger]]))
const WORDS = 'words that are long enough'

describe('the ledger of warnings', () => {
  const shown = (county: County, period: string) => county.execute(show, { ledger: 'warnings', period }, SYSTEM)
  /** Spreadsheet and print, the print under one stamp. */
  const bytes = async (county: County, period: string): Promise<readonly string[]> => {
    const say = (key: string, params?: Params) => county.content.say('zh-CN' satisfies Language, key, params)
    const { figures, ...rows } = await shown(county, period)
    const book = { ...rows, ...(figures === undefined ? {} : { figures }) }
    const files = [await workbookOf(sheetsOf(book, say)), await printPdf(paperOf(book, 'one stamp', 'zh-CN', say))]
    return files.map((file) => Buffer.from(file).toString('base64'))
  }
  const changed = async (county: County, type: typeof Post | typeof Person | typeof Unit, id: string, more: object) => {
    const collection = county.store.collection<Stored<object>>(type)
    const stored = await collection.get(id)
    if (stored === undefined) throw new Error(`no ${id}`)
    await collection.replace({ ...stored, version: stored.version + 1, data: { ...stored.data, ...more } })
  }

  it('of a past period is the same bytes after more time, new names, another post and late answers', async () => {
    const county = await County.of(MEMBERS, '2026-03-30T01:00:00.000Z')
    const [officer, clerk] = [await county.actor('officer'), await county.actor('clerk')]
    const warn = { person: 'clerk', severity: 'prompt', ground: WORDS, within: 5 }
    const [late, returned] = [
      (await county.execute(issue, warn, officer)).id,
      (await county.execute(issue, warn, officer)).id,
    ]
    const written = { cause: WORDS, done: WORDS }
    await county.execute(askTime, { warning: late, days: 2, reason: WORDS }, clerk)
    await county.execute(answerWarning, { warning: returned, ...written }, clerk)
    await county.until('2026-04-01T01:00:00.000Z')
    const before = await bytes(county, '2026-03')
    const { rows, figures } = await shown(county, '2026-03')
    expect(rows).toHaveLength(2)
    // Whoever is warned is a deputy of u2: their tier, all, and their unit.
    expect(figures?.rows.map(([name, issued, , answered]) => [name, issued, answered])).toEqual([
      ...[
        ['经办人', 0, 0],
        ['分管领导', 2, 1],
        ['主要负责人', 0, 0],
        ['合计', 2, 1],
        ['u2', 2, 1],
      ],
    ])

    await county.execute(grantTime, { warning: late }, officer)
    await county.execute(acknowledge, { warning: late }, clerk)
    await county.execute(answerWarning, { warning: late, ...written }, clerk)
    await county.execute(acceptAnswer, { warning: late }, officer)
    await county.execute(returnAnswer, { warning: returned, reason: WORDS }, officer)
    await changed(county, Post, 'second', { rank: 'head', holder: 'leader' })
    await changed(county, Person, 'clerk', { name: 'another name' })
    await changed(county, Unit, 'u2', { name: 'another unit' })
    await county.execute(touch, { because: 'the test' }, SYSTEM)
    county.clock.set('2026-04-01T01:00:05.000Z')
    expect((await county.organisation()).person('clerk')?.name).toBe('another name')

    expect((await shown(county, '2026-03')).rows).toEqual(rows)
    expect(await bytes(county, '2026-03')).toEqual(before)
    // In the quarter after it the later day stands.
    const quarter = (await shown(county, '2026-Q2')).rows
    expect(quarter).toEqual([])
    const year = (await shown(county, '2026')).rows
    expect(year.map((row) => row[7])).not.toEqual(rows.map((row) => row[7]))
  })
})
