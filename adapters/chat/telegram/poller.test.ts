import type { Update } from '@grammyjs/types'
import { expect, test } from 'vitest'
import type { Incoming } from '../../../core/ports/channel.ts'
import type { BotApi } from './api.ts'
import { ApiFailure } from './api-failure.ts'
import { telegramChannel } from './telegram-channel.ts'

const photo = (update_id: number, album = 'a'): Update => ({
  update_id,
  message: {
    message_id: update_id,
    date: 1,
    chat: { id: 7, type: 'private', first_name: 'N' },
    from: { id: 7, is_bot: false, first_name: 'N' },
    media_group_id: album,
    photo: [{ file_id: `f${update_id}`, file_unique_id: `u${update_id}`, width: 1, height: 1 }],
  },
})

const said = (update_id: number, id: number): Update => ({
  update_id,
  message: {
    ...{ message_id: update_id, date: 1, text: 'x' },
    chat: { id, type: 'private', first_name: 'N' },
    from: { id, is_bot: false, first_name: 'N' },
  },
})

/** Telegram with a list of what each poll finds, or how it fails, after which there is nothing. */
const answering = (...batches: (Update[] | ApiFailure)[]) => {
  const offsets: number[] = []
  const call = async (method: string, args: { offset?: number; limit?: number }) => {
    if (method !== 'getUpdates') return true
    if (args.limit === undefined) offsets.push(args.offset ?? 0)
    const batch = batches.shift() ?? []
    if (batch instanceof ApiFailure) throw batch
    return batch
  }
  // The few methods that a poller calls.
  return { offsets, api: { call } as unknown as BotApi }
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

const polled = async (
  api: BotApi,
  done: (received: readonly Incoming[]) => boolean,
  deal: (incoming: Incoming) => Promise<void> = async () => {},
  sleep = wait,
) => {
  const received: Incoming[] = []
  const channel = telegramChannel(api, {
    token: 't',
    files: { get: async () => undefined },
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    clock: { now: () => new Date().toISOString(), sleep },
    privateOnly: () => '',
    waits: { album: 150, poll: 1_000, first: 20, most: 20 },
  })
  const stop = await channel.start(async (incoming) => {
    await deal(incoming)
    received.push(incoming)
  })
  while (!done(received)) await wait(5)
  await wait(50)
  await stop()
  return received
}

test('photos of an album that come late still belong to it, and nothing is confirmed before they are there', async () => {
  const { api, offsets } = answering([photo(10)], [photo(10), photo(11)], [photo(10), photo(11), photo(12)])
  const received = await polled(api, ({ length }) => length > 0)
  expect(received.map(({ id }) => id)).toEqual(['telegram:10-12'])
  expect(received[0]?.act).toMatchObject({ kind: 'files', files: [{}, {}, {}] })
  expect(Math.max(...offsets.slice(0, 3))).toBeLessThanOrEqual(10)
  expect(offsets.at(-1)).toBe(13)
})

test('two albums of one chat are two acts', async () => {
  const { api } = answering([photo(10), photo(11), photo(12, 'b')])
  const received = await polled(api, ({ length }) => length > 1)
  expect(received.map(({ id }) => id)).toEqual(['telegram:10-11', 'telegram:12'])
})

test('after a quiet week Telegram may count from anywhere', async () => {
  const { api, offsets } = answering([photo(900, 'a')], [], [], [photo(5, 'b')])
  const received = await polled(api, ({ length }) => length > 1)
  expect(received.map(({ id }) => id)).toEqual(['telegram:900', 'telegram:5'])
  expect(offsets.at(-1)).toBe(6)
})

test('what comes while another chat is dealt with does not wait for it, and nothing undone is confirmed', async () => {
  const slow = said(10, 7)
  const { api, offsets } = answering([slow], [slow, said(11, 8)], [slow, said(11, 8), said(12, 9)])
  let others = 0
  const received = await polled(
    api,
    ({ length }) => length > 2,
    async ({ address }) => {
      if (address !== '7') others += 1
      else while (others < 2) await wait(5)
    },
  )
  expect(received.map(({ address }) => address)).toEqual(['8', '9', '7'])
  expect(offsets.slice(0, 3)).toEqual([0, 10, 10])
  expect(offsets.at(-1)).toBe(13)
})

test('what was dealt with is confirmed while a later one is under way', async () => {
  const { api, offsets } = answering([said(10, 7), said(11, 8)], [said(11, 8), said(12, 9)])
  let others = 0
  await polled(
    api,
    ({ length }) => length > 2,
    async ({ address }) => {
      if (address !== '8') others += 1
      else while (others < 2) await wait(5)
    },
  )
  expect(offsets.slice(0, 2)).toEqual([0, 11])
  expect(offsets.at(-1)).toBe(13)
})

/** How long was waited before each glance, while the first update takes until so many were taken. */
const glancesAt = async (count: number, ...batches: (Update[] | ApiFailure)[]): Promise<readonly number[]> => {
  const { api } = answering(...batches)
  const glances: number[] = []
  await polled(
    api,
    ({ length }) => length > 0,
    async ({ address }) => {
      while (address === '7' && glances.length < count) await wait(5)
    },
    (milliseconds) => {
      glances.push(milliseconds)
      return wait(1)
    },
  )
  return glances.slice(0, count)
}

test('while one takes long and nothing else comes, Telegram is asked less and less often, up to a second apart', async () => {
  const slow = said(10, 7)
  const glances = await glancesAt(25, ...Array.from({ length: 25 }, () => [slow]))
  expect(glances.slice(0, 3)).toEqual([50, 100, 150])
  expect(Math.max(...glances)).toBe(1_000)
  expect(glances.slice(19)).toEqual(Array(6).fill(1_000))
})

test('what comes meanwhile makes it look soon again', async () => {
  const slow = said(10, 7)
  const both = [slow, said(11, 8)]
  expect(await glancesAt(5, [slow], [slow], [slow], both, both)).toEqual([50, 100, 150, 50, 100])
})

test('what cannot be asked meanwhile is asked when Telegram says that it may', async () => {
  const slow = said(10, 7)
  const refused = new ApiFailure('getUpdates', 429, 'Too Many Requests: retry after 3')
  expect(await glancesAt(3, [slow], refused, [slow])).toEqual([50, 3_000, 100])
})
