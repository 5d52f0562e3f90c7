import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FaultKind } from './faults.ts'
import type { Json } from './payload.ts'
import { poll, rawCall, resultOf } from './raw-call.ts'
import { startTelegramFake, type TelegramFake } from './telegram-fake.ts'
import type { FakeUser } from './user.ts'

let fake: TelegramFake
let user: FakeUser

beforeEach(async () => {
  fake = await startTelegramFake()
  user = fake.user()
})
afterEach(async () => {
  expect(fake.violations).toEqual([])
  await fake.stop()
})

const send = (more: Json = {}) => rawCall(fake, 'sendMessage', { chat_id: user.id, text: 'hi', ...more })

describe('people who cannot be reached', () => {
  test('one who blocked the bot: 403, told by my_chat_member, until unblocked', async () => {
    user.blocksBot()
    expect(await send()).toMatchObject({ status: 403, description: 'Forbidden: bot was blocked by the user' })
    expect(() => user.says('hi')).toThrow(/has blocked the bot/)
    user.unblocks()
    expect((await send()).status).toBe(200)
    const changes = (await poll(fake)).map((update) => update.my_chat_member)
    expect(changes).toMatchObject([
      { new_chat_member: { status: 'kicked' } },
      { old_chat_member: { status: 'kicked' }, new_chat_member: { status: 'member' } },
    ])
  })

  test('one who is unknown, one whose account is gone, one who never came', async () => {
    expect(await send({ chat_id: 5 })).toMatchObject({ status: 400, description: 'Bad Request: chat not found' })
    expect(await send({ chat_id: '@nobody' })).toMatchObject({
      status: 400,
      description: 'Bad Request: chat not found',
    })
    const stranger = fake.user({ started: false })
    const early = await send({ chat_id: stranger.id })
    expect(early).toMatchObject({ status: 403, description: "Forbidden: bot can't initiate conversation with a user" })
    stranger.starts()
    expect((await send({ chat_id: stranger.id })).status).toBe(200)
    user.deactivates()
    expect(await send()).toMatchObject({ status: 403, description: 'Forbidden: user is deactivated' })
  })
})

describe('faults on demand', () => {
  const refusals: [FaultKind, number, string][] = [
    [{ fault: 'blocked' }, 403, 'Forbidden: bot was blocked by the user'],
    [{ fault: 'deactivated' }, 403, 'Forbidden: user is deactivated'],
    [{ fault: 'chat-not-found' }, 400, 'Bad Request: chat not found'],
    [{ fault: 'unauthorized' }, 401, 'Unauthorized'],
    [{ fault: 'server-error' }, 502, 'Bad Gateway'],
    [{ fault: 'server-error', status: 500 }, 500, 'Internal Server Error'],
    [{ fault: 'too-many-requests', retryAfter: 7 }, 429, 'Too Many Requests: retry after 7'],
  ]
  test.each(refusals)('%j', async (fault, status, description) => {
    const injected = fake.inject(fault)
    const answer = await send()
    expect(answer).toMatchObject({ status, description })
    expect(injected.hits).toBe(1)
    expect(user.heard()).toEqual([])
    expect((await send()).status).toBe(200)
  })

  test('a 429 says how long to wait', async () => {
    fake.inject({ fault: 'too-many-requests', retryAfter: 7 })
    expect((await send()).retryAfter).toBe(7)
  })

  test('a connection dropped before the effect sends nothing', async () => {
    fake.inject({ fault: 'drop-before', method: 'sendMessage' })
    await expect(send()).rejects.toThrow()
    expect(user.heard()).toHaveLength(0)
    expect(fake.calls).toMatchObject([{ method: 'sendMessage', status: 0 }])
  })

  test('a connection dropped after the effect has sent the message', async () => {
    fake.inject({ fault: 'drop-after', method: 'sendMessage' })
    await expect(send()).rejects.toThrow()
    expect(user.heard()).toHaveLength(1)
  })

  test('a server error can come after the effect too', async () => {
    fake.inject({ fault: 'server-error', afterEffect: true })
    expect((await send()).status).toBe(502)
    expect(user.heard()).toHaveLength(1)
  })

  test('a slow answer comes late', async () => {
    fake.inject({ fault: 'slow', milliseconds: 80 })
    const start = performance.now()
    expect((await send()).status).toBe(200)
    expect(performance.now() - start).toBeGreaterThan(75)
  })

  test('updates whose answer was lost come again', async () => {
    user.says('one')
    fake.inject({ fault: 'drop-after', method: 'getUpdates' })
    await expect(poll(fake)).rejects.toThrow()
    expect(await poll(fake)).toMatchObject([{ message: { text: 'one' } }])
  })

  test('downloads fail too', async () => {
    const file_id = user.sendsDocument(Buffer.from('x')).attachment?.fileId
    const { file_path } = await resultOf(fake, 'getFile', { file_id })
    const download = () => fetch(`${fake.apiRoot}/file/bot${fake.token}/${file_path}`)
    fake.inject({ fault: 'server-error', method: 'download' })
    expect((await download()).status).toBe(502)
    fake.inject({ fault: 'drop-before', method: 'download' })
    await expect(download()).rejects.toThrow()
    expect((await download()).status).toBe(200)
  })
})

describe('a fault hits what it is aimed at', () => {
  test('a method, a chat, a condition, a number of times, after some have passed', async () => {
    const other = fake.user()
    fake.inject({ fault: 'server-error', method: 'sendPhoto', times: Number.POSITIVE_INFINITY })
    fake.inject({ fault: 'server-error', chat: other.id, times: 2 })
    fake.inject({ fault: 'server-error', when: (_method, payload) => payload.text === 'bad' })
    expect((await send()).status).toBe(200)
    expect((await send({ chat_id: other.id })).status).toBe(502)
    expect((await send({ chat_id: other.id })).status).toBe(502)
    expect((await send({ chat_id: other.id })).status).toBe(200)
    expect((await send({ text: 'bad' })).status).toBe(502)
    fake.inject({ fault: 'server-error', method: 'sendMessage', after: 1 })
    expect((await send()).status).toBe(200)
    expect((await send()).status).toBe(502)
  })

  test('polls are spared unless they are named, and a fault can be removed', async () => {
    const fault = fake.inject({ fault: 'server-error', times: Number.POSITIVE_INFINITY })
    expect(await poll(fake)).toEqual([])
    expect((await send()).status).toBe(502)
    fault.remove()
    expect((await send()).status).toBe(200)
  })
})

test('a revoked token is refused everywhere, a wrong one always', async () => {
  const wrong = await fetch(`${fake.apiRoot}/bot1:wrong/getMe`)
  expect(wrong.status).toBe(401)
  fake.revokeToken()
  expect(await send()).toMatchObject({ status: 401, description: 'Unauthorized' })
  await expect(poll(fake)).rejects.toThrow('Unauthorized')
  fake.restoreToken()
  expect((await send()).status).toBe(200)
  expect((await fetch(`${fake.apiRoot}/elsewhere`)).status).toBe(404)
})
