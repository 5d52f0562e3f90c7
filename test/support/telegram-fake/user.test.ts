import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { botApi } from './description.ts'
import { type Json, objectOf } from './payload.ts'
import { PIXEL, poll, rawCall, resultOf } from './raw-call.ts'
import { startTelegramFake, type TelegramFake } from './telegram-fake.ts'
import type { FakeUser } from './user.ts'
import { validateAnswer } from './validate.ts'

let fake: TelegramFake
let user: FakeUser

beforeEach(async () => {
  fake = await startTelegramFake()
  user = fake.user({ firstName: '李', language: 'zh-hans' })
})
afterEach(async () => {
  expect(fake.violations).toEqual([])
  await fake.stop()
})

const send = (payload: Json = {}) => resultOf(fake, 'sendMessage', { chat_id: user.id, text: 'hi', ...payload })
const INLINE = {
  inline_keyboard: [
    [
      { text: 'Yes', callback_data: 'y' },
      { text: 'Site', url: 'https://x.org' },
    ],
  ],
}

describe('what people do arrives as updates', () => {
  test('every kind, each as the Bot API describes it', async () => {
    await send({ reply_markup: INLINE })
    const first = user.says('/start abc')
    user.says('again', { replyTo: first })
    user.sendsPhoto(PIXEL, { caption: 'see' })
    user.sendsPhotos([PIXEL, { bytes: PIXEL, caption: 'two' }])
    user.sendsDocument(PIXEL, { name: 'a.pdf', mime: 'application/pdf' })
    user.sendsVoice()
    user.sendsVideo(PIXEL)
    user.sendsSticker()
    user.sendsLocation(31.2, 121.5)
    user.sendsContact()
    user.presses('Yes')
    user.edits(first, '/start abd')
    user.blocksBot()
    const updates = await poll(fake)
    expect(updates.flatMap((update) => validateAnswer(botApi, 'Update', update))).toEqual([])
    const contents = updates.map(
      (update) =>
        Object.keys(objectOf(update, 'message') ?? {})
          .filter((key) => !['message_id', 'from', 'chat', 'date'].includes(key))
          .join('+') || Object.keys(update)[1],
    )
    expect(contents).toEqual([
      'text+entities',
      'reply_to_message+text',
      'caption+photo',
      'media_group_id+photo',
      'media_group_id+caption+photo',
      'document',
      'voice',
      'video',
      'sticker',
      'location',
      'contact',
      'callback_query',
      'edited_message',
      'my_chat_member',
    ])
    expect(updates[0]).toMatchObject({
      message: { from: { first_name: '李', language_code: 'zh-hans' }, entities: [{ type: 'bot_command', length: 6 }] },
    })
  })

  test('what the fake answers is as the Bot API describes it', async () => {
    const photo = user.sendsPhoto(PIXEL).attachment?.fileId
    const answers: [string, string, Json][] = [
      ['Message', 'sendMessage', { chat_id: user.id, text: 'hi', reply_markup: INLINE }],
      ['Message', 'sendPhoto', { chat_id: user.id, photo, caption: 'c' }],
      ['Message', 'sendVenue', { chat_id: user.id, latitude: 1, longitude: 2, title: 't', address: 'a' }],
      ['Message', 'forwardMessage', { chat_id: user.id, from_chat_id: user.id, message_id: 1 }],
      ['User', 'getMe', {}],
      ['ChatFullInfo', 'getChat', { chat_id: user.id }],
      ['WebhookInfo', 'getWebhookInfo', {}],
      ['File', 'getFile', { file_id: photo }],
    ]
    for (const [type, method, payload] of answers)
      expect(validateAnswer(botApi, type, await resultOf(fake, method, payload)), method).toEqual([])
  })

  test('a long text comes in parts, as clients send it', async () => {
    user.says(`${'a'.repeat(4095)}😀${'b'.repeat(5904)}`)
    const texts = (await poll(fake)).map((update) => String(objectOf(update, 'message')?.text))
    expect(texts.map((text) => text.length)).toEqual([4095, 4096, 1810])
    expect(texts.join('')).toHaveLength(10_001)
  })

  test('a deep link carries its payload', async () => {
    user.startsWith('unit_7-x')
    expect((await poll(fake))[0]).toMatchObject({ message: { text: '/start unit_7-x' } })
    expect(() => user.startsWith('a b')).toThrow(/No deep link/)
    expect(() => user.startsWith('a'.repeat(65))).toThrow(/No deep link/)
  })

  test('clients send neither empty texts nor long captions', () => {
    expect(() => user.says('  ')).toThrow(/empty/)
    expect(() => user.sendsPhoto(PIXEL, { caption: 'a'.repeat(1025) })).toThrow(/caption/)
  })
})

describe('buttons', () => {
  test('by label or data, on the newest message that has it or on the one given', async () => {
    const first = await send({ text: 'first', reply_markup: INLINE })
    await send({ text: 'second', reply_markup: INLINE })
    const [oldest] = user.heard()
    user.presses('Yes')
    user.presses('y', oldest ? { message: oldest } : {})
    const queries = (await poll(fake)).map((update) => objectOf(update, 'callback_query'))
    expect(queries).toMatchObject([
      { data: 'y', message: { text: 'second' } },
      { data: 'y', message: { text: 'first', message_id: first.message_id } },
    ])
  })

  test('links open, unknown labels list what there is', async () => {
    await send({ reply_markup: INLINE })
    expect(user.presses('Site').url).toBe('https://x.org')
    expect(() => user.presses('No')).toThrow('There is no button No. Buttons: Yes, Site')
  })

  test('reply keyboards send their label, ask for the contact, and go away', async () => {
    const keyboard = [[{ text: 'Menu' }, { text: 'My number', request_contact: true }]]
    await send({ reply_markup: { keyboard } })
    expect(user.keyboard()).toEqual([['Menu', 'My number']])
    expect(user.presses('Menu').sent?.text).toBe('Menu')
    expect(user.presses('My number').sent?.contact).toMatchObject({ user_id: user.id })
    await send({ reply_markup: { remove_keyboard: true } })
    expect(user.keyboard()).toEqual([])
    expect(() => user.presses('Menu')).toThrow(/no button/)
  })

  test('a one-time keyboard goes away when it was used', async () => {
    await send({ reply_markup: { keyboard: [[{ text: 'Once' }]], one_time_keyboard: true } })
    user.presses('Once')
    expect(user.keyboard()).toEqual([])
  })
})

describe('what people hear', () => {
  test('in order, each once by nextMessage', async () => {
    await send({ text: 'one' })
    const waiting = (async () => [await user.nextMessage(), await user.nextMessage()])()
    setTimeout(() => send({ text: 'two' }), 20)
    expect((await waiting).map((message) => message.text)).toEqual(['one', 'two'])
    expect(user.heard()).toHaveLength(2)
    await expect(user.nextMessage({ timeoutMs: 20 })).rejects.toThrow('heard nothing new from the bot within 20 ms')
    await send({ text: 'three' })
    user.catchesUp()
    await expect(user.nextMessage({ timeoutMs: 20 })).rejects.toThrow()
  })

  test('two who wait at once get two messages', async () => {
    const both = Promise.all([user.nextMessage(), user.nextMessage()])
    await send({ text: 'one' })
    await send({ text: 'two' })
    expect((await both).map((message) => message.text)).toEqual(['one', 'two'])
  })

  test('until waits for edits too', async () => {
    const { message_id } = await send({ text: 'Wait' })
    const edited = user.until((heard) => heard.find((message) => message.text === 'Ready'))
    await rawCall(fake, 'editMessageText', { chat_id: user.id, message_id, text: 'Ready' })
    expect((await edited).id).toBe(message_id)
  })

  test('with keepHistory false only the last few, and replies to the forgotten still work', async () => {
    const lean = await startTelegramFake({ keepHistory: false, keepPerChat: 3 })
    const person = lean.user()
    for (let i = 1; i <= 6; i++) await resultOf(lean, 'sendMessage', { chat_id: person.id, text: `${i}` })
    expect(person.heard().map((message) => message.text)).toEqual(['4', '5', '6'])
    const reply = { chat_id: person.id, text: 'r', reply_parameters: { message_id: 1 } }
    expect((await rawCall(lean, 'sendMessage', reply)).status).toBe(200)
    expect(lean.counts.messagesByBot).toBe(7)
    await lean.stop()
  })
})
