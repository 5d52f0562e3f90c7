import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { Conversation } from '../../core/conversation/conversation.ts'
import { forget } from '../../core/conversation/forget.ts'
import { Case } from '../../core/feedback/case.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { Store } from '../../core/ports/store.ts'
import { seed } from '../conversations/runner/stage.ts'
import { SetClock } from '../support/world.ts'
import { Platform, type Process, startProcess, take } from './office.ts'

const NOON = '2025-06-30T04:00:00.000Z'

/** Two processes that serve one chat by turns: each remembers what the other has changed since. */
describe('a conversation that another process has gone on with', () => {
  let store: Store
  let platform: Platform
  let one: Process
  let other: Process
  let said = 0

  const says = async (process: Process, text: string): Promise<string> => {
    await take(process, 'citizen', { kind: 'text', text }, `u${++said}`)
    await process.sender.drain()
    // The other may send next.
    await process.sender.stop()
    return [...(platform.taken.get('citizen')?.values() ?? [])].at(-1)?.text ?? ''
  }
  const chats = async () => (await readerOf(store, Conversation).page({})).rows

  beforeEach(async () => {
    store = sqliteStore({ path: ':memory:' })
    await seed(store)
    platform = new Platform()
    const clock = new SetClock(NOON)
    one = await startProcess(store, clock, platform)
    other = await startProcess(store, clock, platform)
  })
  afterEach(() => store.close())

  it('goes on where it stands', async () => {
    await says(one, '我们村口的路灯坏了三个月')
    await says(other, '柳溪镇')
    await says(one, '跳过')
    expect(await says(other, '匿名')).toContain('柳溪镇')
    await says(one, '确认提交')
    expect(await readerOf(store, Case).count({})).toBe(1)
  })

  it('is not confirmed a second time by a process that has not heard of the first', async () => {
    for (const text of ['双河镇石桥村的路灯坏了三个月', '跳过', '匿名']) await says(one, text)
    await says(other, '确认提交')
    await says(one, '确认提交')
    expect(await readerOf(store, Case).count({})).toBe(1)
  })

  it('is not brought back once it was forgotten, even when it stands at as many turns again', async () => {
    for (const text of ['双河镇石桥村的路灯坏了三个月', '跳过']) await says(one, text)
    const [before] = await chats()
    await other.program.application.execute(forget, { id: before?.id ?? '' }, SYSTEM, 'forget')
    for (const text of ['/help', '/about']) await says(other, text)
    await says(one, '你好')
    const [after] = await chats()
    expect(after?.data.seen).toEqual([`u${said - 2}`, `u${said - 1}`, `u${said}`])
  })
})
