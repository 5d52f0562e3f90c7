import { expect, it } from 'vitest'
import { toDay } from '../../core/calendar/index.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { personActor } from '../../core/people/index.ts'
import { call } from '../../core/talks/call.ts'
import { printMinutes } from '../../core/talks/minutes.ts'
import { World } from '../support/world.ts'

it('gives each their own print of a talk, also where two print in one instant', async () => {
  const world = await World.open()
  const actor = async (person: string) => {
    const read = <T>(type: RecordType<T>) => readerOf(world.program.outside.store, type)
    const found = await personActor({ read, content: world.program.outside.content, now: world.clock.now() }, person)
    if (found === undefined) throw new Error(`${person} has left`)
    return found
  }
  const { application } = world.program
  const bao = await actor('bao-yuzhen')
  const when = { day: toDay('2025-07-02'), time: '9:30', place: '二楼' }
  const { id } = await application.execute(call, { person: 'luo-shuqing', reason: '了解情况', ...when }, bao)
  const prints = async (who: typeof bao, key: string) =>
    (await application.execute(printMinutes, { talk: id, language: 'zh-CN' }, who, key)).file
  const [one, other] = [await prints(bao, 'one'), await prints(await actor('luo-shuqing'), 'other')]
  expect(one).not.toBe(other)
  // The same act again gives the same print, not the newest.
  expect(await prints(bao, 'one')).toBe(one)
})
