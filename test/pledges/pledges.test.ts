import { beforeEach, describe, expect, it } from 'vitest'
import { readContentFolder } from '../../adapters/files/index.ts'
import { peopleOf, totals } from '../../core/campaigns/index.ts'
import { overdue } from '../../core/duties/board.ts'
import { begin, look } from '../../core/duties/operations.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { Delivery } from '../../core/messaging/index.ts'
import { leave, personActor } from '../../core/people/index.ts'
import { ask } from '../../core/pledges/ask.ts'
import { copy } from '../../core/pledges/copy.ts'
import { PledgeReceipt, PledgeRound } from '../../core/pledges/pledge.ts'
import { checkChain } from '../../core/pledges/proof.ts'
import { mine, ofUnit, receipt } from '../../core/pledges/queries.ts'
import { fill, read } from '../../core/pledges/read.ts'
import { renewDue } from '../../core/pledges/renew.ts'
import { showName } from '../../core/pledges/show-name.ts'
import { sign } from '../../core/pledges/sign.ts'
import { takeBoard } from '../../core/pledges/take.ts'
import { checkFile, verify } from '../../core/pledges/verify.ts'
import { later } from '../../core/ports/clock.ts'
import { checkedContent } from '../../core/program.ts'
import { FACES, World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await World.open()
})

const execute: World['program']['application']['execute'] = (...args) => world.program.application.execute(...args)
const actor = async (person: string) => {
  const context = {
    read: <T>(type: RecordType<T>) => readerOf(world.program.outside.store, type),
    content: world.program.outside.content,
    now: world.clock.now(),
  }
  const found = await personActor(context, person)
  if (found === undefined) throw new Error(`${person} has left`)
  return found
}
const asks = async (
  template: string,
  audience = '骆树清\n尹建国',
  closesAt = '2025-07-07T09:30:00.000Z',
): Promise<string> => {
  const { campaign } = await execute(ask, { template, audience, closesAt }, await actor('bao-yuzhen'))
  for (let page = 0; page < 3; page++) await world.until(later(world.clock.now(), 1_000))
  return campaign
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
const signs = async (campaign: string, person: string, name: string) =>
  execute(sign, { campaign, name, channel: 'test' }, await actor(person))

describe('a pledge', () => {
  it('is signed only after it was read and filled in, by one\u2019s own name', async () => {
    const campaign = await asks('family')
    const luo = await actor('luo-shuqing')
    expect(await refused(signs(campaign, 'luo-shuqing', '骆树清'))).toBe('pledges.read-first')
    await execute(read, { campaign, part: 1 }, luo)
    expect(await refused(signs(campaign, 'luo-shuqing', '骆树清'))).toBe('pledges.fill-first')
    await execute(fill, { campaign, blank: 0, value: '某某' }, luo)
    expect(await refused(signs(campaign, 'luo-shuqing', '尹建国'))).toBe('pledges.not-your-name')
    expect(await signs(campaign, 'luo-shuqing', ' 駱樹清 ')).toMatchObject({ number: 1 })
    expect(await refused(signs(campaign, 'bao-yuzhen', '包玉珍'))).toBe('campaign.not-asked')
  })

  it('gives one receipt, however often and from however many platforms it is signed at once', async () => {
    const campaign = await asks('post-duty')
    await execute(read, { campaign, part: 1 }, await actor('luo-shuqing'))
    const all = await Promise.all([1, 2, 3, 4].map(() => signs(campaign, 'luo-shuqing', '骆树清')))
    expect(new Set(all.map((each) => each.receipt)).size).toBe(1)
    expect(await readerOf(world.program.outside.store, PledgeReceipt).count({})).toBe(1)
  })

  it('is not signed after its window, and what was signed in time is counted', async () => {
    const campaign = await asks('post-duty')
    for (const person of ['luo-shuqing', 'yin-jianguo']) await execute(read, { campaign, part: 1 }, await actor(person))
    world.clock.set('2025-07-07T09:29:59.000Z')
    await signs(campaign, 'luo-shuqing', '骆树清')
    await world.until('2025-07-07T09:30:01.000Z')
    expect(await refused(signs(campaign, 'yin-jianguo', '尹建国'))).toBe('pledges.closed')
    const { answers, people } = await execute(totals, { campaign }, await actor('bao-yuzhen'))
    expect({ answers, people }).toEqual({ answers: { done: 1, waiting: 1 }, people: 2 })
  })

  it('makes a chain that anybody can check, and a receipt that its signer alone gets', async () => {
    const campaign = await asks('post-duty')
    for (const [person, name] of [
      ['luo-shuqing', '骆树清'],
      ['yin-jianguo', '尹建国'],
    ] as const) {
      await execute(read, { campaign, part: 1 }, await actor(person))
      await signs(campaign, person, name)
    }
    const { rows } = await readerOf(world.program.outside.store, PledgeReceipt).page({ order: ['data.number'] })
    expect(rows).toHaveLength(2)
    expect(checkChain(rows.map(({ data }) => data.proof))).toEqual([])
    const id = rows[0]?.id ?? ''
    expect(await execute(verify, { receipt: id }, { kind: 'citizen' })).toMatchObject({
      ...{ whole: true, ours: true, open: { name: '骆树清', title: '窗口岗位廉洁服务承诺书' } },
    })
    expect(await refused(execute(receipt, { receipt: id }, await actor('bao-yuzhen')))).toBe('pledges.unknown-receipt')
    expect((await execute(mine, { limit: 20 }, await actor('luo-shuqing'))).rows).toHaveLength(1)
  })

  it('names its signer on its public page only as long as they want it, and stays whole either way', async () => {
    const campaign = await asks('post-duty')
    const luo = await actor('luo-shuqing')
    await execute(read, { campaign, part: 1 }, luo)
    const { receipt: id } = await signs(campaign, 'luo-shuqing', '骆树清')
    const page = () => execute(verify, { receipt: id }, { kind: 'citizen' })
    const bao = await actor('bao-yuzhen')
    expect(await refused(execute(showName, { receipt: id, shown: false }, bao))).toBe('pledges.unknown-receipt')
    expect(await execute(showName, { receipt: id, shown: false }, luo)).toEqual({ shown: false })
    expect(await page()).toMatchObject({ whole: true, ours: true, open: { title: '窗口岗位廉洁服务承诺书' } })
    expect((await page()).open).not.toHaveProperty('name')
    expect((await page()).open).not.toHaveProperty('unit')
    await execute(showName, { receipt: id, shown: true }, luo)
    expect((await page()).open).toMatchObject({ name: '骆树清' })
  })

  it('is taken by the office as a table of who has signed and who has not', async () => {
    const campaign = await asks('post-duty')
    await execute(read, { campaign, part: 1 }, await actor('luo-shuqing'))
    await signs(campaign, 'luo-shuqing', '骆树清')
    await world.until(later(world.clock.now(), 1_000))
    const officer = await actor('bao-yuzhen')
    const taken = await execute(takeBoard, { campaign, format: 'csv', language: 'zh-CN' }, officer)
    const csv = Buffer.from(taken.base64, 'base64').toString()
    expect(csv.split('\r\n')[0]).toBe('\uFEFF姓名,单位,签署情况,日期,不签的原因,提醒次数')
    expect(csv).toMatch(/骆树清,[^,]*,已签,2025-06-30,,0/)
    expect(csv).toMatch(/尹建国,[^,]*,还没签,,,0/)
    const book = await execute(takeBoard, { campaign, format: 'xlsx', language: 'en' }, officer)
    expect(book).toMatchObject({ rows: 2, name: 'post-duty-2025-06-30.xlsx' })
    const other = execute(takeBoard, { campaign: 'nothing', format: 'csv', language: 'en' }, officer)
    expect(await refused(other)).toBe('campaign.unknown')
  })

  it('of a family is not published to the unit', async () => {
    const campaign = await asks('family')
    const luo = await actor('luo-shuqing')
    await execute(read, { campaign, part: 1 }, luo)
    await execute(fill, { campaign, blank: 0, value: '某某' }, luo)
    await signs(campaign, 'luo-shuqing', '骆树清')
    expect(
      (await execute(ofUnit, { unit: luo.kind === 'person' ? (luo.units[0] ?? '') : '', limit: 50 }, luo)).rows,
    ).toEqual([])
    const [own] = (await execute(mine, { limit: 1 }, luo)).rows
    const checked = await execute(verify, { receipt: own?.receipt ?? '' }, { kind: 'citizen' })
    expect(checked).toMatchObject({ whole: true, number: 1 })
    expect(JSON.stringify(checked)).not.toMatch(/骆树清|家庭|某某/)
  })

  it('is handed over as a signed copy and a file, which says by itself what was changed in it', async () => {
    const campaign = await asks('post-duty')
    const luo = await actor('luo-shuqing')
    await execute(read, { campaign, part: 1 }, luo)
    const { receipt: id } = await signs(campaign, 'luo-shuqing', '骆树清')
    const { base64, name } = await execute(copy, { receipt: id, format: 'json', language: 'zh-CN' }, luo)
    expect(name).toBe('receipt-1.json')
    const file = Buffer.from(base64, 'base64').toString()
    const citizen = { kind: 'citizen' } as const
    expect(await execute(checkFile, { file }, citizen)).toMatchObject({ found: [], ours: true, receipts: 1 })
    expect(await execute(checkFile, { file: file.replace('不多收一分钱', '不多收十分钱') }, citizen)).toMatchObject({
      found: [{ kind: 'changed', name: 'text 5' }],
    })
    expect(await refused(execute(checkFile, { file: `${file}}` }, citizen))).toBe('pledges.no-receipt')
    const pdf = await execute(copy, { receipt: id, format: 'pdf', language: 'zh-CN' }, luo)
    const again = await execute(copy, { receipt: id, format: 'pdf', language: 'zh-CN' }, luo)
    expect({ type: pdf.type, same: pdf.file === again.file }).toEqual({ type: 'application/pdf', same: true })
    const other = execute(copy, { receipt: id, format: 'pdf', language: 'zh-CN' }, await actor('bao-yuzhen'))
    expect(await refused(other)).toBe('pledges.unknown-receipt')
  })
})

describe('a pledge that was asked for', () => {
  const rounds = async () => (await readerOf(world.program.outside.store, PledgeRound).page({ limit: 10 })).rows
  const renews = () => execute(renewDue, { at: world.clock.now() }, SYSTEM)

  it('is asked for again when the year turns, and once', async () => {
    const campaign = await asks('branch')
    expect(await renews()).toEqual({ renewed: 0 })
    world.clock.set('2026-01-05T00:20:00.000Z')
    expect(await renews()).toEqual({ renewed: 1 })
    expect(await renews()).toEqual({ renewed: 0 })
    const [again] = (await rounds()).filter(({ data }) => data.campaign !== campaign)
    expect(again?.data).toMatchObject({ template: 'branch', askedBy: 'person:bao-yuzhen' })
    await world.until('2026-01-05T00:20:05.000Z')
    expect((await execute(totals, { campaign: again?.data.campaign ?? '' }, SYSTEM)).people).toBe(2)
  })

  const askedIn = async (campaign: string): Promise<readonly string[]> => {
    await world.until(later(world.clock.now(), 5_000))
    const { rows } = await execute(peopleOf, { campaign, limit: 20 }, SYSTEM)
    return rows.map(({ person }) => person).sort()
  }
  const newest = async (): Promise<string> =>
    (await rounds()).toSorted((a, b) => b.data.askedAt.localeCompare(a.data.askedAt, 'en'))[0]?.data.campaign ?? ''

  it('is not asked for again of whoever signed for the new year already, on a day off', async () => {
    world.clock.set('2025-12-30T01:00:00.000Z')
    const campaign = await asks('branch', '骆树清\n尹建国', '2026-01-09T09:30:00.000Z')
    world.clock.set('2026-01-02T01:00:00.000Z')
    expect(await renews()).toEqual({ renewed: 0 })
    await execute(read, { campaign, part: 1 }, await actor('luo-shuqing'))
    await signs(campaign, 'luo-shuqing', '骆树清')
    world.clock.set('2026-01-05T00:20:00.000Z')
    expect(await renews()).toEqual({ renewed: 1 })
    expect(await askedIn(await newest())).toEqual(['yin-jianguo'])
    world.clock.set('2027-01-04T00:20:00.000Z')
    expect(await renews()).toEqual({ renewed: 1 })
    expect(await askedIn(await newest())).toEqual(['luo-shuqing', 'yin-jianguo'])
  })

  it('is asked for again of everybody who was asked, however many times it was asked for, and of each once', async () => {
    await asks('branch', '骆树清')
    await asks('branch', '骆树清\n尹建国')
    await asks('branch', '包玉珍\n尹建国')
    world.clock.set('2026-01-05T00:20:00.000Z')
    const before = new Set((await rounds()).map(({ id }) => id))
    await renews()
    const again = (await rounds()).filter(({ id }) => !before.has(id))
    const people = await Promise.all(again.map(({ data }) => askedIn(data.campaign)))
    expect(people.flat().sort()).toEqual(['bao-yuzhen', 'luo-shuqing', 'yin-jianguo'])
    expect(await renews()).toEqual({ renewed: 0 })
  })

  it('is asked for again when its text has a new version, and the old one need not be signed any more', async () => {
    const campaign = await asks('post-duty')
    const [round] = await rounds()
    if (round === undefined) throw new Error('nothing was asked')
    const older = { ...round, version: round.version + 1, data: { ...round.data, version: 0 } }
    await world.program.outside.store.collection(PledgeRound).replace(older)
    expect(await renews()).toEqual({ renewed: 1 })
    await world.until(later(world.clock.now(), 5_000))
    expect((await execute(totals, { campaign }, SYSTEM)).state).toBe('cancelled')
    expect(await refused(execute(read, { campaign, part: 1 }, await actor('luo-shuqing')))).toBe('campaign.cancelled')
    expect((await rounds()).map(({ data }) => data.version).sort()).toEqual([0, 1])
  })
})

describe('a responsibility letter', () => {
  it('of whoever has left is overdue for nobody, and nobody is told so', async () => {
    const letter = {
      receipt: 'ps1',
      person: 'luo-shuqing',
      unit: 'liuxi-town',
      title: '责任书',
      askedBy: 'person:bao-yuzhen',
    }
    const duties = [{ text: '各谈一次话', due: '07-01' }]
    const { letter: id } = await execute(begin, { ...letter, duties }, SYSTEM)
    const bao = await actor('bao-yuzhen')
    world.clock.set('2025-07-08T01:00:00.000Z')
    expect((await execute(overdue, { limit: 5 }, bao)).rows).toMatchObject([{ name: '骆树清', text: '各谈一次话' }])
    await execute(leave, { person: 'luo-shuqing' }, SYSTEM)
    expect(await execute(overdue, { limit: 5 }, bao)).toMatchObject({ rows: [], all: 0 })
    const told = () => readerOf(world.program.outside.store, Delivery).count({})
    const before = await told()
    await execute(look, { letter: id, task: 0, what: 'over' }, SYSTEM)
    expect(await told()).toBe(before)
  })
})

describe('the text of a pledge', () => {
  it('with a blank that nobody can fill is found by the check', async () => {
    const source = new Map(await readContentFolder('content'))
    const file = 'pledges/post-duty.yaml'
    source.set(file, (source.get(file) ?? '').replace('不多收一分钱', '不多收{{金额}}'))
    expect(() => checkedContent(source, FACES)).toThrow(/blank "金额" that nobody can fill/)
  })
})
