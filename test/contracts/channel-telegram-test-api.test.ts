import { createServer } from 'node:net'
import telegramTestApi from 'telegram-test-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { grammyChannel } from '../../adapters/chat/telegram-grammy/index.ts'
import { telegrafChannel } from '../../adapters/chat/telegram-telegraf/index.ts'
import { systemClock } from '../../adapters/system/index.ts'
import type { Act, Stop } from '../../core/ports/channel.ts'
import { QUICK } from './channel/telegram.ts'

/** The part of telegram-test-api that is used here; its own types need a package that it does not bring. */
interface TestServer {
  readonly config: { readonly apiURL: string }
  start(): Promise<void>
  stop(): Promise<unknown>
  getClient(token: string, options: object): TestClient
}
interface TestClient {
  makeMessage(text: string): object
  makeCommand(text: string): object
  makeCallbackQuery(data: string, options: object): object
  sendMessage(message: object): Promise<unknown>
  sendCommand(message: object): Promise<unknown>
  sendCallback(query: object): Promise<unknown>
  getUpdates(): Promise<{ result: readonly { message: { text: string; reply_markup?: unknown } }[] }>
}
// The module is the class itself, which its types don't say.
const TelegramServer = telegramTestApi as unknown as new (config: { port: number; host: string }) => TestServer

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })

/** A second opinion: a server by others. It checks nothing and ignores offsets, so that it is only smoke. */
describe.each([
  ['grammY', grammyChannel],
  ['Telegraf', telegrafChannel],
])('on telegram-test-api, by %s', (_name, make) => {
  const token = 'test-token'
  let server: TestServer
  let stop: Stop
  let acts: Act[]
  let channel: ReturnType<typeof make>

  beforeEach(async () => {
    server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' })
    await server.start()
    acts = []
    channel = make({
      token,
      apiRoot: server.config.apiURL,
      files: { get: async () => undefined },
      clock: systemClock,
      logger: { info: () => {}, warn: () => {}, error: () => {} },
      privateOnly: () => '',
      waits: QUICK,
    })
    stop = await channel.start(async ({ act }) => void acts.push(act))
  })
  afterEach(async () => {
    await stop()
    await server.stop()
  })

  test('a conversation goes back and forth', async () => {
    const client = server.getClient(token, { chatId: 7, userId: 7, timeout: 5_000, interval: 20 })
    await client.sendCommand(client.makeCommand('/start i-K7QX2M'))
    await client.sendMessage(client.makeMessage('村口的路灯坏了'))
    await expect.poll(() => acts.length, { timeout: 5_000 }).toBe(2)
    await channel.send('7', { text: '对吗?', choices: [{ label: '对', token: 'yes' }] }, 'd1')
    const { result } = await client.getUpdates()
    expect(result[0]?.message.text).toBe('对吗?')
    await client.sendCallback(
      client.makeCallbackQuery('yes', { message: { message_id: 1, chat: { id: 7, type: 'private' } } }),
    )
    await expect.poll(() => acts.length, { timeout: 5_000 }).toBe(3)
    expect(acts).toEqual([
      { kind: 'start', payload: 'i-K7QX2M' },
      { kind: 'text', text: '村口的路灯坏了' },
      { kind: 'press', token: 'yes' },
    ])
  })
})
