import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from './clock.ts'
import { rawCall } from './raw-call.ts'
import { startTelegramFake, type TelegramFake } from './telegram-fake.ts'

let fake: TelegramFake
let clock: ManualClock

beforeEach(async () => {
  clock = new ManualClock()
  fake = await startTelegramFake({ clock, rateLimits: true })
})
afterEach(() => fake.stop())

const send = (chat_id: number) => rawCall(fake, 'sendMessage', { chat_id, text: 'hi' })

async function statuses(count: number, chat: (index: number) => number): Promise<number[]> {
  const found: number[] = []
  for (let i = 0; i < count; i++) found.push((await send(chat(i))).status)
  return found
}

describe('rate limits', () => {
  test('one chat takes a short burst, then one message a second', async () => {
    const { id } = fake.user()
    expect(await statuses(4, () => id)).toEqual([200, 200, 200, 429])
    const refused = await send(id)
    expect(refused).toMatchObject({ status: 429, retryAfter: 1, description: 'Too Many Requests: retry after 1' })
    clock.advance(1_000)
    expect(await statuses(2, () => id)).toEqual([200, 429])
  })

  test('trying again too early is refused until retry_after is over', async () => {
    const { id } = fake.user()
    await statuses(4, () => id)
    clock.advance(999)
    expect(await send(id)).toMatchObject({ status: 429, retryAfter: 1 })
    clock.advance(1)
    expect((await send(id)).status).toBe(200)
  })

  test('one chat in 429 delays no other', async () => {
    const [one, other] = [fake.user(), fake.user()]
    await statuses(4, () => one.id)
    expect((await send(other.id)).status).toBe(200)
  })

  test('all chats together take about thirty a second', async () => {
    const users = Array.from({ length: 40 }, () => fake.user())
    const first = await statuses(40, (i) => users[i]?.id ?? 0)
    expect(first.filter((status) => status === 200)).toHaveLength(30)
    expect(first.indexOf(429)).toBe(30)
    clock.advance(1_000)
    expect(await statuses(30, (i) => users[i]?.id ?? 0)).toEqual(Array(30).fill(200))
  })

  test('a sender that keeps to the documented rate is never refused', async () => {
    const users = Array.from({ length: 150 }, () => fake.user())
    await statuses(30, (i) => users[i]?.id ?? 0)
    for (const user of users.slice(30)) {
      clock.advance(1000 / 30)
      expect((await send(user.id)).status).toBe(200)
    }
  })

  test('a refused message is not sent, an album counts its pictures, chat actions are free', async () => {
    const user = fake.user()
    const media = Array.from({ length: 3 }, () => ({
      type: 'photo',
      media: user.sendsPhoto(Buffer.from('x')).attachment?.fileId,
    }))
    expect((await rawCall(fake, 'sendMediaGroup', { chat_id: user.id, media })).status).toBe(200)
    expect((await send(user.id)).status).toBe(429)
    expect(user.heard()).toHaveLength(3)
    expect((await rawCall(fake, 'sendChatAction', { chat_id: user.id, action: 'typing' })).status).toBe(200)
  })

  test('can be switched off, and to other rates', async () => {
    const { id } = fake.user()
    fake.limitRates(false)
    expect(await statuses(40, () => id)).toEqual(Array(40).fill(200))
    fake.limitRates({ perChatBurst: 1 })
    expect(await statuses(2, () => id)).toEqual([200, 429])
  })
})
