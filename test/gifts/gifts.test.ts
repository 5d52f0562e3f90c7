import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { declare } from '../../core/gifts/declare.ts'
import { Gift } from '../../core/gifts/gift.ts'
import { kept, mine, receipt, show, totals } from '../../core/gifts/queries.ts'
import { add, book, confirm, dispose, take } from '../../core/gifts/steps.ts'
import { takeOut } from '../../core/gifts/take-out.ts'
import { Role, SYSTEM } from '../../core/kernel/actor.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { leave, personActor } from '../../core/people/index.ts'
import { Person } from '../../core/people/person.ts'
import { ADMINISTRATOR } from '../people/town-hall.ts'
import { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await World.open()
})

const execute: World['program']['application']['execute'] = (...args) => world.program.application.execute(...args)
const reading = <T>(type: RecordType<T>) => readerOf(world.program.outside.store, type)
const actor = async (person: string) => {
  const context = { read: reading, content: world.program.outside.content, now: world.clock.now() }
  const found = await personActor(context, person)
  if (found === undefined) throw new Error(`${person} has left`)
  return found
}
const refused = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act
    return 'nothing refused'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
const SAID = { giver: 'served', occasion: 'work', outcome: 'handed-in', photos: [] } as const
const declares = async (person: string, value = '两三千', yuan?: string, what = '独一无二的紫砂壶') =>
  (await execute(declare, { ...SAID, what, value, ...(yuan === undefined ? {} : { yuan }) }, await actor(person))).gift

describe('a declaration', () => {
  it('takes a value as it is said, and asks again for one that it can\u2019t count', async () => {
    const luo = 'luo-shuqing'
    expect(await refused(declares(luo, '-5'))).toBe('gifts.value-negative')
    expect(await refused(declares(luo, '9999999999999'))).toBe('gifts.value-huge')
    expect(await refused(declares(luo, '预警'))).toBe('gifts.value-unclear')
    expect(await refused(declares(luo, '100欧元'))).toBe('gifts.yuan-wanted')
    expect(await refused(declares(luo, '100欧元', '很多'))).toBe('gifts.value-unclear')
    const id = await declares(luo, '100欧元', '约八百')
    expect((await execute(show, { gift: id }, await actor(luo))).gift.declared.value).toEqual({
      ...{ said: '100欧元', currency: 'EUR', yuan: 800 },
    })
  })

  it('waits for its declarer until it is brought, however many there are: the last line leads to the rest', async () => {
    const many = await World.open()
    const who = await many.binds('declarer', 'luo-shuqing')
    const by = await actor(who)
    for (let n = 0; n < 51; n++)
      await many.program.application.execute(declare, { ...SAID, what: `第${n}条烟`, value: '300' }, by)
    await many.says('declarer', '/mine')
    for (let page = 1; page <= 5; page++) await many.presses('declarer', '下一页')
    const [last] = await many.presses('declarer', '还有更多东西没上交')
    expect(last?.text).toContain('等您送来')
    expect(last?.choices?.filter(({ token }) => token.startsWith('gift_show'))).toHaveLength(8)
  })

  it('is told in no ledger while there are so few that one could tell whose they are', async () => {
    const few = await World.open()
    const takes = (who: string, at: string) => {
      few.clock.set(at)
      const input = { ...SAID, what: '一包茶叶', value: '300', photos: [] }
      const by = { kind: 'person' as const, person: who, roles: [], units: [] }
      return few.program.application.execute(declare, input, by)
    }
    const book = async () =>
      JSON.stringify(await few.program.application.byName('ledgers.show', { ledger: 'gifts', period: '2025' }, SYSTEM))
    await takes('luo-shuqing', '2025-06-30T01:00:00.000Z')
    await takes('yin-jianguo', '2025-06-30T01:01:00.000Z')
    few.clock.set('2025-06-30T02:00:00.000Z')
    expect(await book()).toContain('不到3份')
    expect(await book()).not.toMatch(/[36]00/)
    await takes('luo-youtian', '2025-06-30T02:01:00.000Z')
    few.clock.set('2025-06-30T03:00:00.000Z')
    expect(await book()).toContain('900')
  })

  it('is taken in by one officer and confirmed by another', async () => {
    const gift = await declares('luo-shuqing')
    const [bao, mi, qi] = [await actor('bao-yuzhen'), await actor('mi-xiuying'), await actor('qi-changxiu')]
    const done = { gift, how: 'treasury', words: '缴款书' } as const
    expect(await refused(execute(confirm, { gift, custody: 1 }, mi))).toBe('gifts.not-taken')
    await execute(take, { gift, place: '201室' }, bao)
    expect(await refused(execute(confirm, { gift, custody: 1 }, bao))).toBe('gifts.second-person')
    expect(await refused(execute(confirm, { gift, custody: 1 }, qi))).toBe('gifts.unknown')
    expect(await refused(execute(dispose, done, bao))).toBe('gifts.not-received')
    await execute(confirm, { gift, custody: 1 }, mi)
    expect(await refused(execute(take, { gift, place: '202室' }, bao))).toBe('gifts.received-already')
    await execute(dispose, done, bao)
    expect(await refused(execute(dispose, done, mi))).toBe('gifts.disposed-already')
  })

  it('of one of the two in charge is kept by the other one and the stand-in', async () => {
    const gift = await declares('bao-yuzhen')
    expect(await refused(execute(take, { gift, place: '201室' }, await actor('bao-yuzhen')))).toBe('gifts.unknown')
    await execute(take, { gift, place: '201室' }, await actor('mi-xiuying'))
    await execute(confirm, { gift, custody: 1 }, await actor('qi-changxiu'))
  })

  it('is seen by its declarer and the two in charge, and by nobody else at all', async () => {
    const gift = await declares('luo-shuqing')
    for await (const { data } of reading(Person).stream({})) {
      if (data.state !== 'active') continue
      const who = await actor(data.code)
      const sees = ['luo-shuqing', 'bao-yuzhen', 'mi-xiuying'].includes(data.code)
      expect(await refused(execute(show, { gift }, who)), data.code).toBe(sees ? 'nothing refused' : 'gifts.unknown')
      if (sees) continue
      for (const act of [
        execute(receipt, { gift, language: 'zh-CN' }, who),
        execute(add, { gift, text: '看看', photos: [] }, who),
        execute(book, { gift, day: '2025-07-01' }, who),
        execute(take, { gift, place: '我家' }, who),
      ])
        expect(await refused(act), data.code).toBe('gifts.unknown')
      const lists = [await execute(mine, { limit: 50 }, who), await execute(kept, { limit: 50, open: false }, who)]
      expect(JSON.stringify(lists), data.code).not.toContain(gift)
    }
  }, 20_000)

  it('is seen by the right people whatever roles anybody is given', async () => {
    const people: string[] = []
    for await (const { data } of reading(Person).stream({})) if (data.state === 'active') people.push(data.code)
    const [bao, mi, qi] = ['bao-yuzhen', 'mi-xiuying', 'qi-changxiu']
    const Somebody = fc.oneof(fc.constantFrom('bao-yuzhen', 'mi-xiuying', 'qi-changxiu'), fc.constantFrom(...people))
    const gifts = new Map<string, string>()
    await fc.assert(
      fc.asyncProperty(Somebody, Somebody, fc.subarray([...Role.options]), async (declarer, asker, roles) => {
        const gift = gifts.get(declarer) ?? (await declares(declarer))
        gifts.set(declarer, gift)
        const who = { ...(await actor(asker)), roles }
        const two = [bao, mi, qi].filter((each) => each !== declarer).slice(0, 2)
        const sees = asker === declarer || two.includes(asker)
        expect(await refused(execute(show, { gift }, who))).toBe(sees ? 'nothing refused' : 'gifts.unknown')
        const charge = await execute(kept, { limit: 50, open: false, find: 'LP-' }, who)
        expect(charge.rows.some((row) => row.gift === gift)).toBe(two.includes(asker))
        const { rows } = await execute(takeOut, { period: '2025', language: 'zh-CN' }, who)
        if (![bao, mi, qi].includes(asker)) expect(rows).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  it('is listed page by page, the newest first, each once', async () => {
    const bao = await actor('bao-yuzhen')
    const numbers: string[] = []
    let after: string | undefined
    do {
      const page = await execute(kept, { limit: 2, open: false, ...(after === undefined ? {} : { after }) }, bao)
      numbers.push(...page.rows.map(({ number }) => number))
      after = page.next
    } while (after !== undefined)
    const all = await execute(kept, { limit: 50, open: false }, bao)
    expect(numbers).toEqual(all.rows.map(({ number }) => number))
    expect(numbers).toEqual(numbers.toSorted().reverse())
  })

  it('of somebody who left stays with the two in charge, to be taken in and disposed of', async () => {
    const gift = await declares('yin-jianguo')
    await execute(leave, { person: 'yin-jianguo' }, ADMINISTRATOR)
    const [bao, mi] = [await actor('bao-yuzhen'), await actor('mi-xiuying')]
    await execute(take, { gift, place: '201室' }, bao)
    await execute(confirm, { gift, custody: 1 }, mi)
    await execute(dispose, { gift, how: 'treasury', words: '缴款书' }, mi)
    await world.until(world.clock.now())
    expect((await execute(show, { gift }, bao)).state).toBe('disposed')
    await expect(actor('yin-jianguo')).rejects.toThrow('has left')
  })

  it('stands in no message, audit page or ledger of anybody', async () => {
    await declares('luo-shuqing')
    await declares('luo-youtian')
    await declares('luo-shuqing')
    await world.until(world.clock.now())
    const { store } = world.program.outside
    for (const type of world.program.application.parts.features.flatMap(({ records = [] }) => records)) {
      const { name } = type
      if (name === 'gift') continue
      for await (const row of readerOf(store, type).stream({}))
        expect(JSON.stringify(row), name).not.toContain('独一无二的紫砂壶')
    }
    const dou = await actor('dou-yongkang')
    const found = JSON.stringify(await execute(totals, { period: '2025' }, dou))
    for (const word of ['luo-shuqing', '骆树清', '紫砂壶']) expect(found).not.toContain(word)
    expect(JSON.parse(found).all.count).toBeGreaterThan(2)
    expect(await refused(execute(totals, { period: '2025' }, await actor('an-e')))).toBe('not-allowed')
  })

  it('only ever grows: what was said before never changes, whatever is done', async () => {
    const people = await Promise.all(['luo-shuqing', 'bao-yuzhen', 'mi-xiuying', 'luo-youtian'].map(actor))
    const act = fc.record({ who: fc.nat(3), what: fc.constantFrom('add', 'book', 'take', 'confirm', 'dispose') })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 8 }), async (acts) => {
        const gift = await declares('luo-shuqing')
        const now = async (): Promise<Gift> => {
          const found = await reading(Gift).get(gift)
          if (found === undefined) throw new Error('it is gone')
          return found.data
        }
        for (const [n, { who, what }] of acts.entries()) {
          const before = await now()
          const by = people[who]
          if (by === undefined) continue
          await refused(
            what === 'add'
              ? execute(add, { gift, text: `第${n}次`, photos: [] }, by)
              : what === 'book'
                ? execute(book, { gift, day: '2025-07-02' }, by)
                : what === 'take'
                  ? execute(take, { gift, place: `柜${n}` }, by)
                  : what === 'confirm'
                    ? execute(confirm, { gift, custody: before.custody.length || 1 }, by)
                    : execute(dispose, { gift, how: 'other', words: `第${n}次` }, by),
          )
          const after = await now()
          expect({ ...after.declared, person: after.person, at: after.declaredAt }).toEqual({
            ...{ ...before.declared, person: before.person, at: before.declaredAt },
          })
          for (const list of ['additions', 'booked', 'custody'] as const)
            expect(after[list].slice(0, before[list].length)).toEqual(before[list])
          if (before.confirmed !== undefined) expect(after.confirmed).toEqual(before.confirmed)
          if (before.disposed !== undefined) expect(after.disposed).toEqual(before.disposed)
          if (after.confirmed !== undefined) expect(after.confirmed.by).not.toBe(after.custody.at(-1)?.by)
        }
      }),
      { numRuns: 15 },
    )
  })
})
