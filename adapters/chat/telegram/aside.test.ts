import type { Update } from '@grammyjs/types'
import { expect, test } from 'vitest'
import type { BotApi } from './api.ts'
import { ApiFailure } from './api-failure.ts'
import { Aside } from './aside.ts'

/** A press while Telegram answers with `status`, and how it was dealt with; `duringSleep` is called while it waits. */
const pressed = async (status: number, duringSleep: (stop: AbortController) => void = () => {}) => {
  const stop = new AbortController()
  const slept: number[] = []
  let calls = 0
  const call = async (method: 'answerCallbackQuery') => {
    calls += 1
    throw new ApiFailure(method, status, '', 2)
  }
  const clock = {
    now: () => '2025-06-30T01:00:00.000Z',
    sleep: async (milliseconds: number, signal?: AbortSignal) => {
      slept.push(milliseconds)
      duringSleep(stop)
      // Nobody would wake it otherwise.
      if (stop.signal.aborted && signal !== stop.signal) throw new Error('sleeps on')
    },
  }
  const aside = new Aside({ call } as unknown as BotApi, clock, () => '')
  const press = { id: 'q', from: { id: 7, is_bot: false, first_name: 'N' }, chat_instance: 'c', data: 'x' }
  aside.answerPress({ update_id: 1, callback_query: press } as Update, stop.signal)
  await aside.done()
  return { calls, slept }
}

test('a press is answered again where that failed on the way, and nobody waits after the last try', async () => {
  expect(await pressed(500)).toEqual({ calls: 3, slept: [250, 500] })
  expect(await pressed(429)).toEqual({ calls: 3, slept: [2_000, 2_000] })
  expect(await pressed(400)).toEqual({ calls: 1, slept: [] })
})

test('whoever stops the channel waits for no further try', async () => {
  expect(await pressed(500, (stop) => stop.abort())).toEqual({ calls: 1, slept: [250] })
})
