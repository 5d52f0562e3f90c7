import { expect, it } from 'vitest'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { ChannelState, describeChannel } from '../../core/messaging/channel-state.ts'
import { draft } from '../../core/notices/office.ts'
import { write } from '../../core/notices/write.ts'
import { World } from '../support/world.ts'

const LONG = ['第一段。'.repeat(20), '第二段。'.repeat(20), '第三段。'.repeat(20)].join('\n\n')

it('a text that is too long for a platform is shown beforehand in the parts that it comes in, there and only there', async () => {
  const { program } = await World.open()
  const { application } = program
  await application.execute(describeChannel, { channel: 'short', textLength: 100 }, SYSTEM)
  await application.execute(describeChannel, { channel: 'long', textLength: 4_096 }, SYSTEM)
  const { notice } = await application.execute(write, { text: LONG, audience: '所有人', ask: 'nothing' }, SYSTEM)
  const { parts } = await application.execute(draft, { notice }, SYSTEM)
  expect(parts).toEqual([{ channel: 'short', parts: LONG.split('\n\n') }])
})

it('whoever sends on a channel says how long a text may be there', async () => {
  const world = await World.open()
  await world.until(world.clock.now())
  const state = await readerOf(world.program.outside.store, ChannelState).first({})
  expect(state?.data.textLength).toBe(100_000)
})
