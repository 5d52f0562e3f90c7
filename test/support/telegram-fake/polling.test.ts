import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Json, objectOf } from './payload.ts'
import { methodUrl, poll, rawCall } from './raw-call.ts'
import { startTelegramFake, type TelegramFake } from './telegram-fake.ts'
import type { FakeUser } from './user.ts'

let fake: TelegramFake
let user: FakeUser

beforeEach(async () => {
  fake = await startTelegramFake()
  user = fake.user()
})
afterEach(() => fake.stop())

const texts = (updates: Json[]) => updates.map((update) => objectOf(update, 'message')?.text)
const nextOffset = (updates: Json[]) => Number(updates.at(-1)?.update_id) + 1
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('getUpdates', () => {
  test('repeats updates until an offset confirms them', async () => {
    for (const text of ['a', 'b', 'c']) user.says(text)
    const first = await poll(fake, { limit: 2 })
    expect(texts(first)).toEqual(['a', 'b'])
    expect(texts(await poll(fake))).toEqual(['a', 'b', 'c'])
    const rest = await poll(fake, { offset: nextOffset(first) })
    expect(texts(rest)).toEqual(['c'])
    expect(fake.counts).toMatchObject({ updates: 3, pendingUpdates: 1 })
    expect(await poll(fake, { offset: nextOffset(rest) })).toEqual([])
  })

  test('a negative offset forgets all but the newest', async () => {
    for (const text of ['a', 'b', 'c']) user.says(text)
    expect(texts(await poll(fake, { offset: -1 }))).toEqual(['c'])
    expect(texts(await poll(fake))).toEqual(['c'])
  })

  test('waits for the first update, and no longer than its timeout', async () => {
    const waiting = poll(fake, { timeout: 5 })
    await pause(150)
    user.says('a')
    user.says('b')
    expect(texts(await waiting)).toEqual(['a', 'b'])
    const start = performance.now()
    expect(await poll(fake, { offset: 999_999_999, timeout: 1 })).toEqual([])
    expect(performance.now() - start).toBeGreaterThan(990)
  })

  test('leaves out the kinds that were not asked for when they happened', async () => {
    await poll(fake, { allowed_updates: ['edited_message'] })
    const message = user.says('a')
    user.edits(message, 'b')
    expect(await poll(fake)).toMatchObject([{ edited_message: { text: 'b' } }])
    await poll(fake, { allowed_updates: [] })
    user.says('c')
    expect((await poll(fake)).at(-1)).toMatchObject({ message: { text: 'c' } })
  })

  test('a second poll ends the first with 409', async () => {
    const first = rawCall(fake, 'getUpdates', { timeout: 5 })
    await pause(150)
    const second = rawCall(fake, 'getUpdates', { timeout: 5 })
    expect(await first).toMatchObject({
      status: 409,
      description: expect.stringContaining('terminated by other getUpdates'),
    })
    user.says('a')
    expect((await second).status).toBe(200)
  })

  test('is refused with 409 while a webhook is set', async () => {
    await rawCall(fake, 'setWebhook', { url: 'http://127.0.0.1:9/hook' })
    const answer = await rawCall(fake, 'getUpdates')
    expect(answer).toMatchObject({ status: 409, description: expect.stringContaining("can't use getUpdates") })
    await rawCall(fake, 'deleteWebhook')
    expect((await rawCall(fake, 'getUpdates')).status).toBe(200)
  })

  test('a poll that was hung up on does not stand in the way', async () => {
    const aborter = new AbortController()
    const lost = fetch(`${methodUrl(fake, 'getUpdates')}?timeout=5`, { signal: aborter.signal })
    await pause(150)
    aborter.abort()
    await expect(lost).rejects.toThrow()
    await pause(150)
    user.says('a')
    expect(texts(await poll(fake))).toEqual(['a'])
  })
})

describe('updates that come more often than they should', () => {
  test('twice in the same batch', async () => {
    fake.duplicateUpdates(1)
    user.says('a')
    user.says('b')
    const updates = await poll(fake)
    expect(texts(updates)).toEqual(['a', 'a', 'b'])
    expect(updates[0]?.update_id).toBe(updates[1]?.update_id)
  })

  test('again after they were confirmed, out of their offset', async () => {
    user.says('a')
    user.says('b')
    const offset = nextOffset(await poll(fake))
    await poll(fake, { offset })
    expect(fake.repeatUpdates(2)).toBe(2)
    user.says('c')
    expect(texts(await poll(fake, { offset }))).toEqual(['a', 'b', 'c'])
    expect(texts(await poll(fake, { offset }))).toEqual(['c'])
  })

  test('a repeat wakes a poll that waits', async () => {
    user.says('a')
    const offset = nextOffset(await poll(fake))
    const waiting = poll(fake, { offset, timeout: 5 })
    await pause(150)
    fake.repeatUpdates()
    expect(texts(await waiting)).toEqual(['a'])
  })
})
