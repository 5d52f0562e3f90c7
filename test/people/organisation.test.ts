import { beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM } from '../../core/kernel/actor.ts'
import type { Reader } from '../../core/kernel/context.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { importRows, leave, organisation, type PeopleReader, setAway, setPreferences } from '../../core/people/index.ts'
import { knownNow } from '../../core/people/read-organisation.ts'
import { SECOND } from '../../core/ports/clock.ts'
import { ADMINISTRATOR, type TownHall, townHall } from './town-hall.ts'

let hall: TownHall
let asked: string[]
let readers: Map<string, unknown>

const name = (unit: string) =>
  hall.application.execute(
    importRows,
    {
      kind: 'units',
      source: 'test',
      rows: [{ line: 2, cells: { code: 'edu', name: unit, level: '县', kind: '部门' } }],
    },
    ADMINISTRATOR,
  )

/** Another process's reader: it keeps its readers, and it is written down what it asks the store. */
const elsewhere = (): PeopleReader => ({
  ...hall.reader,
  read: <T>(type: RecordType<T>): Reader<T> => {
    const real = hall.reader.read(type)
    const counted: Reader<T> = {
      ...real,
      get: (id) => {
        asked.push(`get ${type.name}`)
        return real.get(id)
      },
      stream: (query) => {
        asked.push(`stream ${type.name}`)
        return real.stream(query)
      },
    }
    if (!readers.has(type.name)) readers.set(type.name, counted)
    return readers.get(type.name) as Reader<T> // kept under the name of its own type
  },
})

const imported = async (kind: 'units' | 'posts' | 'people', rows: readonly Record<string, string>[]) => {
  const lines = rows.map((cells, n) => ({ line: n + 2, cells }))
  const { faults } = await hall.application.execute(importRows, { kind, source: 'test', rows: lines }, ADMINISTRATOR)
  expect(faults).toEqual([])
}

/** What another process says of everybody, and what stands in the store. */
const same = async () => {
  hall.wait(SECOND)
  const known = await organisation(elsewhere())
  const there = await knownNow(hall.reader)
  expect(known.units()).toEqual([...there.units.values()])
  expect(known.posts()).toEqual([...there.posts.values()])
  expect(known.people()).toEqual([...there.people.values()])
  for (const person of there.people.keys()) expect(known.postsHeldBy(person)).toEqual(there.heldBy.get(person) ?? [])
}

const called = async () => (await organisation(elsewhere())).unit('edu')?.name

beforeEach(async () => {
  hall = await townHall()
  asked = []
  readers = new Map()
  await name('教育局')
})

describe('the organisation', () => {
  it('is read once, and not asked for again within the second', async () => {
    expect(await called()).toBe('教育局')
    asked = []
    for (let n = 0; n < 50; n++) await called()
    expect(asked).toEqual([])
  })

  it('is asked for with one read once a second, and read again only when it has changed', async () => {
    await called()
    asked = []
    hall.wait(SECOND)
    await called()
    expect(asked).toEqual(['get organisation-revision'])
    await name('教育体育局')
    hall.wait(SECOND)
    expect(await called()).toBe('教育体育局')
  })

  it('is brought up by what changed, and by nothing else', async () => {
    await called()
    asked = []
    await name('教育和体育局')
    hall.wait(SECOND)
    expect(await called()).toBe('教育和体育局')
    expect(asked).toEqual(['get organisation-revision', 'get unit'])
  })

  it('stands as in the store whatever changed it, however long another process has not asked', async () => {
    await imported('units', [{ code: 'water', name: '水务局', level: '县', kind: '部门' }])
    await imported('posts', [{ code: 'w1', unit: 'water', title: '局长', rank: '正职' }])
    await imported('people', [{ code: 'zhou', name: '周明', posts: 'w1' }])
    await same()
    const away = [{ from: '2026-03-01T00:00:00.000Z', until: '2026-03-09T00:00:00.000Z' }]
    await hall.application.execute(setAway, { person: 'zhou', away, at: hall.reader.now }, SYSTEM)
    await same()
    await hall.application.execute(setPreferences, { person: 'zhou', language: 'en' }, ADMINISTRATOR)
    await imported('people', [{ code: 'wu', name: '吴芳', posts: '' }])
    await same()
    await hall.application.execute(leave, { person: 'zhou' }, ADMINISTRATOR)
    await same()
    for (let n = 0; n < 70; n++) await name(`教育局${n}`)
    await same()
  })

  it('is seen at once where it was changed', async () => {
    expect((await organisation(hall.reader)).unit('edu')?.name).toBe('教育局')
    await name('教育体育局')
    expect((await organisation(hall.reader)).unit('edu')?.name).toBe('教育体育局')
  })

  it('of one store is never answered for another', async () => {
    await called()
    const other = await townHall()
    expect((await organisation(other.reader)).units()).toEqual([])
  })
})
