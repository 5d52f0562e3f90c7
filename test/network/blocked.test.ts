import { expect, it } from 'vitest'
import { peopleOf, remind, takePeople, unreached } from '../../core/campaigns/index.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import type { Operation } from '../../core/kernel/operation.ts'
import { board } from '../../core/network/board.ts'
import { collect } from '../../core/network/collect.ts'
import { printLetters } from '../../core/network/letters.ts'
import { Unreachable } from '../../core/ports/channel.ts'
import { Desk } from '../messaging/desk.ts'

const NIU = 'niu-decheng'
const BI = 'bi-xiulan'

/** Two members have joined by one platform; then one of them blocks us, and everybody is asked. */
const blocked = async () => {
  const desk = await Desk.open()
  const run = <I, O>(operation: Operation<I, O>, input: I): Promise<O> =>
    desk.program.application.execute(operation, input, SYSTEM)
  await desk.bind(NIU, desk.first)
  await desk.bind(BI, desk.first)
  desk.first.fault = (address) => (address === NIU ? new Unreachable('blocked') : undefined)
  const { campaign } = await run(collect, {
    ...{ form: 'member-feedback', title: '三季度', audience: '联系点成员', reminders: [] },
    closesAt: '2025-07-10T09:00:00.000Z',
  })
  await desk.settle('2025-06-30T01:05:00.000Z')
  const dead = async () => (await run(board, { by: 'stratum' })).unreached
  return { desk, run, campaign, dead }
}

it('says who has not answered because nothing reached them, and why', async () => {
  const { run, campaign, dead } = await blocked()
  expect(await dead()).toEqual([{ person: NIU, reason: 'blocked' }])
  expect(await run(unreached, { campaign })).toEqual({ count: 2, reasons: { blocked: 1, 'no-account': 1 } })
  const { rows } = await run(peopleOf, { campaign, state: 'waiting' as const, limit: 10 })
  expect(rows.find(({ person }) => person === NIU)).toMatchObject({
    ...{ delivery: 'unreachable', reason: 'blocked', placeName: '石桥村' },
  })
  expect(rows.find(({ person }) => person === BI)).toMatchObject({ delivery: 'sent' })
  expect(await run(takePeople, { campaign, language: 'zh-CN' as const })).toMatchObject({ rows: 3 })
})

it('invites them anew, and reaches them by another platform', async () => {
  const { desk, run, campaign, dead } = await blocked()
  expect(await run(printLetters, { people: [NIU] })).toMatchObject({ count: 1 })
  await desk.bind(NIU, desk.second)
  expect(await dead()).toEqual([])
  await run(remind, { campaign })
  await desk.settle('2025-06-30T01:10:00.000Z')
  expect(desk.heard(desk.second, NIU).join()).toContain('三季度')
  expect(await run(unreached, { campaign })).toEqual({ count: 1, reasons: { 'no-account': 1 } })
})

it('counts whoever writes again as reached', async () => {
  const { desk, dead } = await blocked()
  desk.first.fault = () => undefined
  desk.clock.set('2025-06-30T01:10:00.000Z')
  const act = { kind: 'text', text: '你好' } as const
  await desk.program.gateway.take({ id: 'back', channel: 'first', address: NIU, act })
  await desk.settle()
  expect(await dead()).toEqual([])
})
