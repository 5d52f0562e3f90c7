import { expect, it } from 'vitest'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { Delivery } from '../../core/messaging/index.ts'
import { accountKey, personActor } from '../../core/people/index.ts'
import { ask } from '../../core/pledges/ask.ts'
import { checkCode, sendCode } from '../../core/pledges/code.ts'
import { PledgeCode, PledgeReceipt } from '../../core/pledges/pledge.ts'
import { fill, read } from '../../core/pledges/read.ts'
import { sign } from '../../core/pledges/sign.ts'
import { later } from '../../core/ports/clock.ts'
import { World } from '../support/world.ts'

const refused = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act
    return 'nothing refused'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

it('a code signs once, only in the chat that asked for it, and is kept nowhere', async () => {
  const world = await World.open()
  const { application, outside } = world.program
  const execute: typeof application.execute = (...args) => application.execute(...args)
  const actor = async (person: string, chat?: string) => {
    const reader = <T>(type: RecordType<T>) => readerOf(outside.store, type)
    const found = await personActor({ read: reader, content: outside.content, now: world.clock.now() }, person)
    if (found?.kind !== 'person') throw new Error(`${person} has left`)
    return chat === undefined ? found : { ...found, chat: accountKey(outside.seal, world.channel.name, chat) }
  }
  await world.binds('here', '骆树清')
  await world.binds('there', '骆树清')
  const given = { template: 'leadership', audience: '骆树清', closesAt: '2025-07-07T09:30:00.000Z' }
  const { campaign } = await execute(ask, given, await actor('bao-yuzhen'))
  await world.until(later(world.clock.now(), 2_000))
  const here = await actor('luo-shuqing', 'here')
  const there = await actor('luo-shuqing', 'there')
  const signing = { campaign, name: '骆树清', channel: 'test' }
  expect(await refused(execute(sendCode, { campaign }, here))).toBe('pledges.read-first')
  await execute(read, { campaign, part: 1 }, here)
  await execute(fill, { campaign, blank: 0, value: '少开会' }, here)
  expect(await refused(execute(sign, signing, here))).toBe('pledges.code-first')

  await execute(sendCode, { campaign }, here)
  await world.until(later(world.clock.now(), 1_000))
  const codesIn = (chat: string) =>
    (world.channel.heard.get(chat) ?? []).flatMap(({ text }) => /验证码：(\d{6})/.exec(text)?.[1] ?? [])
  const [code = ''] = codesIn('there')
  expect({ code: code.length, here: codesIn('here') }).toEqual({ code: 6, here: [] })
  expect(JSON.stringify((await readerOf(outside.store, PledgeCode).page({})).rows)).not.toContain(code)
  expect(JSON.stringify((await readerOf(outside.store, Delivery).page({})).rows)).not.toContain(`：${code}`)

  expect(await refused(execute(checkCode, { campaign, code }, there))).toBe('pledges.code-over')
  expect(await execute(checkCode, { campaign, code }, here)).toEqual({ right: true, triesLeft: 3 })
  expect(await refused(execute(sign, signing, there))).toBe('pledges.code-first')
  await execute(sign, signing, here)
  const [receipt] = (await readerOf(outside.store, PledgeReceipt).page({})).rows
  expect(receipt?.data.proof.parts.how).toBe('name-and-code')
  await world.until(later(world.clock.now(), 1_000))
  expect(await readerOf(outside.store, PledgeCode).count({})).toBe(0)
  expect(await refused(execute(checkCode, { campaign, code }, here))).toBe('pledges.signed-already')
})
