import { describe, expect, test } from 'vitest'
import { HeardChannel, World } from '../../test/support/world.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { readerOf } from '../kernel/reader.ts'
import { Account } from '../people/account.ts'
import { type Message, NotEditable } from '../ports/channel.ts'
import { Delivery } from './delivery.ts'
import { queue } from './queue.ts'

/** A platform on which what was said can be changed, until it is too late. */
class EditableChannel extends HeardChannel {
  tooLate = false
  override async send(address: string, message: Message) {
    const { ids } = await super.send(address, message)
    return { ids, reference: `${address}/${ids[0]}` }
  }
  async edit(address: string, reference: string, message: Message) {
    if (this.tooLate) throw new NotEditable('too-old')
    const [chat, id] = reference.split('/')
    expect(chat).toBe(address)
    this.heard.get(address)?.splice(Number(id) - 1, 1, message)
    return { ids: [id ?? ''], reference }
  }
}

const NOTICE = '会议在周二。'
const RIGHT = '会议在周三。'

const officeWith = async (channel: HeardChannel) => {
  const world = await World.open({ channel })
  const { application } = world.program
  await world.binds('officer-chat', 'an-e')
  const account = await readerOf(world.program.outside.store, Account).first({})
  const to = { kind: 'person' as const, person: account?.data.person ?? '' }
  const tell = async (text: string, corrects?: string): Promise<string> => {
    const input = { to, purpose: 'duty' as const, words: { message: { text } }, order: '' }
    const key = `tell ${text}`
    const { id } = await application.execute(queue, { ...input, ...(corrects && { corrects }) }, SYSTEM, key)
    await world.until(world.clock.now())
    return id
  }
  const words = () => world.heard('officer-chat').map(({ text }) => text)
  return { world, tell, words }
}

describe('a message that puts an earlier one right', () => {
  test('is edited into its place, and can be put right again', async () => {
    const { tell, words } = await officeWith(new EditableChannel())
    const first = await tell(NOTICE)
    const second = await tell(RIGHT, first)
    expect(words()).toContain(RIGHT)
    expect(words()).not.toContain(NOTICE)
    await tell('会议取消了。', second)
    expect(words()).not.toContain(RIGHT)
  })

  test('is said anew, as a correction, where it is too late or there is no editing', async () => {
    const late = new EditableChannel()
    late.tooLate = true
    for (const channel of [late, new HeardChannel()]) {
      const { tell, words } = await officeWith(channel)
      await tell(RIGHT, await tell(NOTICE))
      expect(words()).toContain(NOTICE)
      expect(words().at(-1)).toBe(`更正（请以这条为准）：\n${RIGHT}`)
    }
  })

  test('keeps the reference only sealed', async () => {
    const { world, tell } = await officeWith(new EditableChannel())
    const stored = await readerOf(world.program.outside.store, Delivery).get(await tell(NOTICE))
    expect(stored?.data.reference).toBeDefined()
    expect(JSON.stringify(stored)).not.toContain('officer-chat')
  })
})

test('nobody puts words of their own into a message that is sent again, nor into one that lies', async () => {
  const { program } = await World.open()
  const words = { saying: { say: 'notices.reply-kept' } }
  for (const role of ['officer', 'administrator'] as const) {
    const actor = { kind: 'person', person: 'x', roles: [role], units: [] } as const
    const attempt = (name: string) => program.application.byName(name, { id: 'm1', words }, actor)
    await expect(attempt('messaging.again')).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(attempt('messaging.reword')).rejects.toMatchObject({ code: 'not-allowed' })
  }
})
