import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readBytes } from './body.ts'
import type { Json } from './payload.ts'
import { eventually, rawCall, resultOf } from './raw-call.ts'
import { startTelegramFake, type TelegramFake } from './telegram-fake.ts'

type Delivery = { text: unknown; from: unknown; secret: unknown }

let fake: TelegramFake
let server: Server
let url: string
let deliveries: Delivery[]
/** What the bot answers to a delivery; changed by tests. */
let react: (delivery: Delivery) => Promise<{ status: number; body?: Json }>

beforeEach(async () => {
  fake = await startTelegramFake({ webhookRetryMs: 10 })
  deliveries = []
  react = async () => ({ status: 200 })
  server = createServer(async (request, response) => {
    const { message } = JSON.parse((await readBytes(request)).toString())
    const secret = request.headers['x-telegram-bot-api-secret-token']
    const delivery = { text: message.text, from: message.from.id, secret }
    deliveries.push(delivery)
    const { status, body } = await react(delivery)
    response.writeHead(status, { 'content-type': 'application/json' }).end(body ? JSON.stringify(body) : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`
})
afterEach(async () => {
  await fake.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const texts = () => deliveries.map(({ text }) => text)

describe('webhook', () => {
  test('gets what was waiting and what comes, with the secret', async () => {
    const user = fake.user()
    user.says('before')
    await rawCall(fake, 'setWebhook', { url, secret_token: 'se-cret' })
    user.says('after')
    await eventually(() => deliveries.length === 2)
    expect(deliveries).toEqual([
      { text: 'before', from: user.id, secret: 'se-cret' },
      { text: 'after', from: user.id, secret: 'se-cret' },
    ])
    expect(await resultOf(fake, 'getWebhookInfo')).toMatchObject({ url, pending_update_count: 0 })
  })

  test('is tried again after a refusal, later updates of the chat wait for it', async () => {
    let refusals = 2
    react = async () => ({ status: refusals-- > 0 ? 500 : 200 })
    await rawCall(fake, 'setWebhook', { url })
    const user = fake.user()
    user.says('a')
    user.says('b')
    await eventually(() => deliveries.length === 4)
    expect(texts()).toEqual(['a', 'a', 'a', 'b'])
    const info = await resultOf(fake, 'getWebhookInfo')
    expect(info.last_error_message).toBe('Wrong response from the webhook: 500 Internal Server Error')
  })

  test('a slow chat keeps its order and delays no other', async () => {
    const [slow, quick] = [fake.user(), fake.user()]
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    react = async ({ from }) => {
      if (from === slow.id) await held
      return { status: 200 }
    }
    await rawCall(fake, 'setWebhook', { url })
    for (const text of ['s1', 's2']) slow.says(text)
    for (const text of ['q1', 'q2', 'q3']) quick.says(text)
    await eventually(() => texts().includes('q3'))
    expect(texts().filter((text) => String(text).startsWith('s'))).toEqual(['s1'])
    release()
    await eventually(() => texts().includes('s2'))
  })

  test('max_connections bounds the deliveries at once', async () => {
    let running = 0
    let most = 0
    react = async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 10))
      running -= 1
      return { status: 200 }
    }
    await rawCall(fake, 'setWebhook', { url, max_connections: 3 })
    for (let i = 0; i < 20; i++) fake.user().says('hi')
    await eventually(() => deliveries.length === 20)
    expect(most).toBe(3)
  })

  test('may answer with a call', async () => {
    const user = fake.user()
    react = async () => ({ status: 200, body: { method: 'sendMessage', chat_id: user.id, text: 'at once' } })
    await rawCall(fake, 'setWebhook', { url })
    user.says('hi')
    expect((await user.nextMessage()).text).toBe('at once')
    expect(fake.violations).toEqual([])
  })

  test('what was not delivered can be polled after deleteWebhook, unless it is dropped', async () => {
    react = async () => ({ status: 500 })
    await rawCall(fake, 'setWebhook', { url })
    fake.user().says('a')
    await eventually(() => deliveries.length > 0)
    await rawCall(fake, 'deleteWebhook')
    expect((await rawCall(fake, 'getUpdates')).result).toMatchObject([{ message: { text: 'a' } }])
    await rawCall(fake, 'setWebhook', { url })
    await rawCall(fake, 'deleteWebhook', { drop_pending_updates: true })
    expect((await rawCall(fake, 'getUpdates')).result).toEqual([])
  })

  test('repeats and duplicates reach it too', async () => {
    await rawCall(fake, 'setWebhook', { url })
    const user = fake.user()
    fake.duplicateUpdates()
    user.says('a')
    await eventually(() => deliveries.length === 2)
    await eventually(() => fake.counts.pendingUpdates === 0)
    fake.repeatUpdates(1)
    await eventually(() => deliveries.length === 3)
    expect(texts()).toEqual(['a', 'a', 'a'])
  })
})
