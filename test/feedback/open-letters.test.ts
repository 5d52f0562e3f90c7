import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Case, type CaseData } from '../../core/feedback/case.ts'
import { openLetters } from '../../core/feedback/open-letters.ts'
import { submit } from '../../core/feedback/submit.ts'
import type { Stored } from '../../core/kernel/record.ts'
import { later, MINUTE, SECOND } from '../../core/ports/clock.ts'
import type { County } from './county.ts'
import { smallCounty } from './small-county.ts'

const LAMP = 'm0 石桥村口三盏路灯不亮,老人夜里摔跤'

const report = async (county: County, text: string): Promise<string> => {
  county.clock.set(later(county.clock.now(), SECOND))
  return (await county.execute(submit, { text, reporter: 'nothing' }, { kind: 'citizen' })).id
}

/** What another process wrote: this one hears of it from the store alone. */
const elsewhere = (county: County) => {
  const cases = county.store.collection<Stored<CaseData>>(Case)
  const of = async (id: string): Promise<Stored<CaseData>> => {
    const stored = await cases.get(id)
    if (stored === undefined) throw new Error(`there is no case ${id}`)
    return stored
  }
  return {
    close: async (id: string) => {
      const { version, data, ...rest } = await of(id)
      await cases.replace({ ...rest, version: version + 1, data: { ...data, state: 'closed' } })
    },
    copy: async (id: string, as: string, receivedAt: string) => {
      const { data, history } = await of(id)
      const { clock: _clock, due: _due, ...rest } = data
      await cases.insert({ id: as, version: 1, history, data: { ...rest, number: as, receivedAt } })
    },
  }
}

const known = async (county: County): Promise<readonly string[]> => {
  const { index, cases } = await openLetters(county.reader(), 'u1')
  expect(index.size).toBe(cases.size)
  return index
    .candidates({ id: 'new', text: LAMP }, 100)
    .map(({ id }) => id)
    .toSorted()
}

describe('what a process keeps of open cases', () => {
  it('has what another process received, at the next question', async () => {
    const county = await smallCounty()
    const one = await report(county, LAMP)
    expect(await known(county)).toEqual([one])
    await elsewhere(county).copy(one, 'other', later(county.clock.now(), SECOND))
    expect(await known(county)).toEqual([one, 'other'].toSorted())
  })

  it('has what came for an earlier day, and no longer what is over, after a minute', async () => {
    const county = await smallCounty()
    const [one, two] = [await report(county, LAMP), await report(county, `${LAMP}了`)]
    expect(await known(county)).toEqual([one, two].toSorted())
    await elsewhere(county).copy(one, 'other', later(county.clock.now(), -MINUTE))
    await elsewhere(county).close(two)
    county.clock.set(later(county.clock.now(), MINUTE))
    expect(await known(county)).toEqual([one, 'other'].toSorted())
  })

  it('is filled while others are answered, the newest first', async () => {
    const county = await smallCounty()
    const one = await report(county, LAMP)
    const { copy } = elsewhere(county)
    for (let n = 0; n < 900; n++) await copy(one, `c${n}`, later('2026-01-01T00:00:00.000Z', n * SECOND))
    expect((await openLetters(county.reader(), 'u1')).cases.size).toBe(700)
    await expect.poll(async () => (await openLetters(county.reader(), 'u1')).cases.size).toBe(901)
    expect((await openLetters(county.reader(), 'u1')).index.size).toBe(901)
  })

  it('of too many, forgets the oldest, and has them again when there is room', async () => {
    const county = await smallCounty()
    const one = await report(county, LAMP)
    const { copy, close } = elsewhere(county)
    const at = (n: number): string => later('2026-01-01T00:00:00.000Z', n * SECOND)
    for (let n = 0; n < 150; n++) await copy(one, `c${n}`, at(n))
    const held = async () => (await openLetters(county.reader(), 'u1', 100)).cases
    await expect.poll(async () => (await held()).size).toBe(100)
    const newest = [one, ...Array.from({ length: 99 }, (_, n) => `c${n + 51}`)]
    expect([...(await held()).keys()].toSorted()).toEqual(newest.toSorted())
    const two = await report(county, `${LAMP}了`)
    const three = await report(county, `${LAMP}嘛`)
    expect([...(await held()).keys()].toSorted()).toEqual(
      [...newest.slice(0, 1), ...newest.slice(3), two, three].toSorted(),
    )
    for (let n = 60; n < 150; n++) await close(`c${n}`)
    county.clock.set(later(county.clock.now(), MINUTE))
    await held()
    county.clock.set(later(county.clock.now(), MINUTE))
    await expect.poll(async () => (await held()).has('c0')).toBe(true)
  })

  it('holds no words', async () => {
    const county = await smallCounty()
    await report(county, 'm0 老张的孙女得了白血病,没钱治')
    const all = inspect(await openLetters(county.reader(), 'u1'), {
      depth: 20,
      maxArrayLength: 10_000,
      showHidden: true,
    })
    for (const words of ['白血病', '孙女', '老张']) expect(all).not.toContain(words)
  })
})
