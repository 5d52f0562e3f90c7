import { expect, test } from 'vitest'
import { PIXEL } from '../../support/telegram-fake/raw-call.ts'
import type { TelegramDesk } from './telegram-desk.ts'

/** What only Telegram has: presses, places, albums, polling, menus. */
export const ownCases = (at: () => TelegramDesk): void => {
  test('a press is answered before it is dealt with, and its button marked after', async () => {
    const desk = at()
    let deal = () => {}
    desk.onReceive = () =>
      new Promise((resolve) => {
        deal = resolve
      })
    const channel = await desk.started(desk.made())
    const user = desk.fake.user()
    const choices = [
      { label: '是', token: 'yes' },
      { label: '否', token: 'no' },
    ]
    await channel.send(String(user.id), { text: '对吗?', choices }, 'd1')
    const press = user.presses('是')
    await press.answered()
    await desk.until(() => desk.received.length === 1)
    expect(desk.calls('editMessageReplyMarkup')).toHaveLength(0)
    deal()
    await desk.until(
      () =>
        user.heard()[0]?.replyMarkup?.inline_keyboard !== undefined &&
        desk.calls('editMessageReplyMarkup').length === 1,
    )
    expect(JSON.stringify(user.heard()[0]?.replyMarkup)).toContain('"● 是"')
    user.presses('否')
    await desk.until(() => desk.received.length === 2)
    deal()
    await desk.until(() => desk.calls('editMessageReplyMarkup').length === 2)
    expect(JSON.stringify(user.heard()[0]?.replyMarkup)).toContain('"text":"是"')
    expect(desk.received.map(({ act }) => act)).toEqual([
      { kind: 'press', token: 'yes' },
      { kind: 'press', token: 'no' },
    ])
  })

  test('a press is answered although the way to Telegram failed twice', async () => {
    const desk = at()
    const channel = await desk.started(desk.made())
    const user = desk.fake.user()
    await channel.send(String(user.id), { text: '对吗?', choices: [{ label: '是', token: 'yes' }] }, 'd1')
    const dropped = desk.fake.inject({ fault: 'drop-before', method: 'answerCallbackQuery' })
    const failed = desk.fake.inject({ fault: 'server-error', method: 'answerCallbackQuery' })
    await user.presses('是').answered()
    expect([dropped.hits, failed.hits]).toEqual([1, 1])
  })

  test('words are sent without markup and previews, and secrets protected', async () => {
    const desk = at()
    const channel = desk.made()
    const user = desk.fake.user()
    await channel.send(String(user.id), { text: 'see https://office.example/' }, 'd1')
    await channel.send(
      String(user.id),
      { text: 'code', sensitive: true, files: [{ file: 'a', name: 'a.png', type: 'image/png' }] },
      'd2',
    )
    const [words, secret] = desk.fake.calls
    expect(words?.payload).toMatchObject({ link_preview_options: { is_disabled: true } })
    expect(words?.payload).not.toHaveProperty('parse_mode')
    expect(words?.payload).not.toHaveProperty('protect_content')
    expect(secret).toMatchObject({ method: 'sendPhoto', payload: { protect_content: true, caption: 'code' } })
  })

  test('a question for a place has a key for it, unless there are choices', async () => {
    const desk = at()
    const channel = desk.made()
    const user = desk.fake.user()
    await channel.send(String(user.id), { text: '在哪里?', wants: 'place' }, 'd1')
    expect(user.keyboard()).toEqual([['📍']])
    await channel.send(
      String(user.id),
      { text: '在哪里?', wants: 'place', choices: [{ label: '跳过', token: 'skip' }] },
      'd2',
    )
    expect(user.heard().at(-1)?.replyMarkup).toEqual({ inline_keyboard: [[{ text: '跳过', callback_data: 'skip' }]] })
  })

  test('while an album is being gathered others are heard, and its own chat waits', async () => {
    const desk = at()
    await desk.started(desk.made({ waits: { album: 600, poll: 20_000 } }))
    const user = desk.fake.user()
    const other = desk.fake.user()
    user.sendsPhotos([PIXEL, PIXEL])
    user.says('that was all')
    await new Promise((resolve) => setTimeout(resolve, 100))
    other.says('meanwhile')
    await desk.until(() => desk.received.length === 3)
    expect(desk.received.map(({ act }) => (act.kind === 'text' ? act.text : act.kind))).toEqual([
      'meanwhile',
      'files',
      'that was all',
    ])
  })

  test('an album that was being gathered when the program died comes again whole', async () => {
    const desk = at()
    const user = desk.fake.user()
    await desk.made({ waits: { album: 60_000, poll: 20_000 } }).start(desk.receive)
    user.sendsPhotos([PIXEL, PIXEL, PIXEL])
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(desk.received).toEqual([])
    await desk.started(desk.made())
    await desk.until(() => desk.received.length > 0)
    expect(desk.received).toHaveLength(1)
    expect(desk.received[0]?.act).toMatchObject({ kind: 'files', files: [{}, {}, {}] })
  })

  test('polling goes on after failures, and is told to the operator once', async () => {
    const desk = at()
    const user = desk.fake.user()
    desk.fake.inject({ fault: 'drop-before', method: 'getUpdates', times: 3 })
    desk.fake.inject({ fault: 'server-error', method: 'getUpdates', times: 2 })
    desk.fake.inject({ fault: 'too-many-requests', retryAfter: 0, method: 'getUpdates' })
    await desk.started(desk.made())
    user.says('still there?')
    await desk.until(() => desk.texts().includes('still there?'))
    expect(desk.events).toEqual(['telegram.unreachable'])
  })

  test('a token that is refused while polling is told once, and again when it is mended', async () => {
    const desk = at()
    await desk.started(desk.made())
    desk.fake.revokeToken()
    await desk.until(() => desk.events.includes('telegram.token-refused'))
    await new Promise((resolve) => setTimeout(resolve, 200))
    desk.fake.restoreToken()
    const user = desk.fake.user()
    user.says('after')
    await desk.until(() => desk.texts().includes('after'))
    expect(desk.events).toEqual(['telegram.token-refused', 'telegram.mended'])
  })

  test('a second program that polls the same bot is told to the operator', async () => {
    const desk = at()
    await desk.started(desk.made())
    await new Promise((resolve) => setTimeout(resolve, 50))
    const stop = await desk.made().start(async () => {})
    await desk.until(() => desk.events.includes('telegram.conflict'))
    await stop()
  })

  test('the menus are set for each language, and the bot knows its name', async () => {
    const desk = at()
    const channel = desk.made()
    await channel.setCommands([
      { commands: [{ name: 'help', summary: '怎么用' }] },
      { language: 'en', commands: [{ name: 'help', summary: 'What I can do' }] },
      { language: 'en-GB', commands: [] },
    ])
    expect(desk.calls('setMyCommands').map(({ payload }) => payload)).toEqual([
      { commands: [{ command: 'help', description: '怎么用' }] },
      { commands: [{ command: 'help', description: 'What I can do' }], language_code: 'en' },
    ])
    expect(await channel.username()).toBe(desk.fake.username)
  })
}
