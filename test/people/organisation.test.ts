import { beforeEach, describe, expect, it } from 'vitest'
import type { Reader } from '../../core/kernel/context.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { importRows, organisation, type PeopleReader } from '../../core/people/index.ts'
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
