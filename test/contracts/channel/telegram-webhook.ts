import { expect, test } from 'vitest'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import { PIXEL } from '../../support/telegram-fake/raw-call.ts'
import type { TelegramDesk } from './telegram-desk.ts'

/** Updates that Telegram posts, and what others post in its place. */
export const webhookCases = (at: () => TelegramDesk): void => {
  const post = (url: string, body: string, secret = 'right-secret') =>
    fetch(url, { method: 'POST', body, headers: { 'x-telegram-bot-api-secret-token': secret } })

  test('a webhook is set with its secret, and updates arrive by it in order', async () => {
    const desk = at()
    await desk.listening()
    expect(desk.calls('setWebhook')[0]?.payload).toMatchObject({
      secret_token: 'right-secret',
      allowed_updates: ['message', 'edited_message', 'callback_query'],
    })
    const user = desk.fake.user()
    for (const text of ['one', 'two', 'three']) user.says(text)
    await desk.until(() => desk.texts().length === 3)
    expect(desk.texts()).toEqual(['one', 'two', 'three'])
    user.sendsPhotos([PIXEL, PIXEL])
    await desk.until(() => desk.received.length === 5)
  })

  test('a webhook is answered only when the update has been dealt with durably', async () => {
    const desk = at()
    const { url } = await desk.listening()
    let away = true
    desk.onReceive = async () => {
      if (away) throw new StoreUnavailable('away')
    }
    const user = desk.fake.user()
    user.says('hold on')
    await desk.until(() => desk.received.length >= 2)
    expect(new Set(desk.received.map(({ id }) => id)).size).toBe(1)
    away = false
    desk.received.length = 0
    await desk.until(() => desk.texts().includes('hold on'))
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(desk.received).toHaveLength(1)
    expect((await post(url, JSON.stringify({ update_id: 5 }))).status).toBe(200)
  })

  test('whoever does not know the secret of a webhook is turned away', async () => {
    const desk = at()
    const { url } = await desk.listening()
    const update = JSON.stringify({
      update_id: 1,
      message: { message_id: 1, date: 1, chat: { id: 1, type: 'private' }, text: 'forged' },
    })
    expect((await post(url, update, 'wrong-secret')).status).toBe(401)
    expect((await post(url, update, '')).status).toBe(401)
    expect((await fetch(url)).status).toBe(405)
    expect((await post(url, 'no json')).status).toBe(400)
    expect((await post(url, '[]')).status).toBe(400)
    expect(desk.received).toEqual([])
    expect(() => desk.made({ webhook: { url, secret: 'not fit!' } })).toThrow(/secret/)
  })

  test('after the stop a webhook asks for the update again', async () => {
    const desk = at()
    const { channel, url } = await desk.listening()
    const stop = desk.closing.shift()
    await stop?.()
    expect(
      (
        await post(
          url,
          JSON.stringify({
            update_id: 1,
            message: { message_id: 1, date: 1, chat: { id: 1, type: 'private' }, text: 'x' },
          }),
        )
      ).status,
    ).toBe(503)
    expect(channel.name).toBe('telegram')
  })

  test('a group hears one line, once, and is not served', async () => {
    const desk = at()
    const { url } = await desk.listening()
    const said = (update_id: number) => ({
      update_id,
      message: {
        message_id: update_id,
        date: 1,
        chat: { id: -100, type: 'group' },
        from: { id: 7, language_code: 'en' },
        text: 'hi',
      },
    })
    for (const id of [1, 2, 3]) expect((await post(url, JSON.stringify(said(id)))).status).toBe(200)
    await desk.until(() => desk.calls('sendMessage').length > 0)
    expect(desk.calls('sendMessage').map(({ payload }) => payload)).toEqual([
      { chat_id: -100, text: 'Write to me alone.' },
    ])
    expect(desk.received).toEqual([])
  })

  test('what clients report by themselves is no act', async () => {
    const desk = at()
    const { url } = await desk.listening()
    const chat = { id: 5, type: 'private' }
    const quiet = [
      { my_chat_member: { chat, new_chat_member: { status: 'kicked' } } },
      { edited_message: { message_id: 1, date: 1, chat, location: { latitude: 1, longitude: 1 } } },
      { message: { message_id: 2, date: 1, chat, pinned_message: {} } },
      { poll: {} },
    ]
    for (const [n, update] of quiet.entries()) {
      expect((await post(url, JSON.stringify({ update_id: n + 1, ...update }))).status).toBe(200)
    }
    expect(desk.received).toEqual([])
    const dice = { update_id: 9, message: { message_id: 3, date: 1, chat, dice: { emoji: '🎲', value: 3 } } }
    expect((await post(url, JSON.stringify(dice))).status).toBe(200)
    expect(desk.received.map(({ act }) => act)).toEqual([{ kind: 'unsupported', what: 'other' }])
  })
}
