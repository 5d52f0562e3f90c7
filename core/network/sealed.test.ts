import { expect, it } from 'vitest'
import { World } from '../../test/support/world.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { readerOf } from '../kernel/reader.ts'
import { Account } from '../people/account.ts'
import { collect } from './collect.ts'
import { MemberAnswer } from './member-answer.ts'

const MEMBER = 'bi-xiulan'

it('leads nobody who reads the whole store from a member to what they told', async () => {
  const world = await World.open()
  const { application } = world.program
  await world.binds('m', '毕秀兰')
  const day = '2025-07-10T09:00:00.000Z'
  const asked = { form: 'member-feedback', title: '三季度', audience: '联系点成员', closesAt: day, reminders: [] }
  await application.execute(collect, asked, SYSTEM)
  await world.until('2025-06-30T01:05:00.000Z')
  for (const begin of [() => world.presses('m', '填反馈表'), () => world.says('m', '/feedback')]) {
    await begin()
    for (const grade of ['好', '好', '好', '投诉问题']) await world.presses('m', grade)
    await world.says('m', '北门社区门口的路灯坏了两个月')
    await world.presses('m', '提交')
  }
  await world.until('2025-06-30T02:00:00.000Z')

  const { store } = world.program.outside
  const ids: string[] = []
  for await (const { id, data } of readerOf(store, MemberAnswer).stream({})) {
    ids.push(id)
    expect(data.became).toBe('case')
  }
  expect(ids).toHaveLength(2)
  // By their name or by the key of their chat, which their account has.
  const own = [MEMBER]
  for await (const { id, data } of readerOf(store, Account).stream({})) if (data.person === MEMBER) own.push(id)
  const told = [...ids, 'AH-2025-', '北门社区门口的路灯']
  const leaks: string[] = []
  for (const type of application.parts.features.flatMap(({ records }) => records ?? []))
    for await (const stored of readerOf(store, type).stream({})) {
      const words = JSON.stringify(stored)
      if (own.some((each) => words.includes(each)) && told.some((each) => words.includes(each)))
        leaks.push(`${type.name} ${stored.id}`)
    }
  expect(leaks).toEqual([])
})
