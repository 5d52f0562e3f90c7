import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from './clock.ts'
import { type Json, objectOf } from './payload.ts'
import { PIXEL, poll, rawCall, resultOf } from './raw-call.ts'
import { startTelegramFake, type TelegramFake } from './telegram-fake.ts'
import type { FakeUser } from './user.ts'

let fake: TelegramFake
let user: FakeUser
const clock = new ManualClock()

beforeEach(async () => {
  fake = await startTelegramFake({ clock })
  user = fake.user()
})
afterEach(async () => {
  expect(fake.violations).toEqual([])
  await fake.stop()
})

const KEYS = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] }
const send = async (payload: Json = {}) =>
  Number((await resultOf(fake, 'sendMessage', { chat_id: user.id, text: 'hi', ...payload })).message_id)
const edit = (message_id: number, payload: Json) =>
  rawCall(fake, 'editMessageText', { chat_id: user.id, message_id, ...payload })

describe('editing', () => {
  test('changes the text, keeps the old one and takes the keyboard away unless it is sent again', async () => {
    const id = await send({ reply_markup: KEYS })
    clock.advance(5_000)
    expect(await edit(id, { text: '<b>new</b>', parse_mode: 'HTML' })).toMatchObject({ status: 200 })
    const [message] = user.heard()
    expect(message).toMatchObject({ text: 'new', entities: [{ type: 'bold' }], replyMarkup: undefined })
    expect(message?.edits).toEqual([{ at: clock.now(), text: 'hi', caption: undefined, replyMarkup: KEYS }])
    expect(message?.sentAt).toBe(clock.now() - 5_000)
  })

  test('refuses an edit that changes nothing', async () => {
    const id = await send({ reply_markup: KEYS })
    const answer = await edit(id, { text: 'hi', reply_markup: KEYS })
    expect(answer.description).toMatch(/^Bad Request: message is not modified/)
    const markup = await rawCall(fake, 'editMessageReplyMarkup', {
      chat_id: user.id,
      message_id: id,
      reply_markup: KEYS,
    })
    expect(markup.description).toMatch(/message is not modified/)
  })

  test.each([
    ['an unknown message', async () => 999, 'message to edit not found'],
    ["a person's message", async () => user.says('mine').id, "message can't be edited"],
    [
      'a message with a reply keyboard',
      () => send({ reply_markup: { keyboard: [[{ text: 'a' }]] } }),
      "message can't be edited",
    ],
    ['a picture', async () => Number((await photo()).message_id), 'there is no text in the message to edit'],
  ])('refuses %s', async (_name, make, words) => {
    expect(await edit(await make(), { text: 'new' })).toMatchObject({
      status: 400,
      description: `Bad Request: ${words}`,
    })
  })

  test('captions of pictures can be edited', async () => {
    const { message_id } = await photo()
    const to = { chat_id: user.id, message_id }
    expect(await rawCall(fake, 'editMessageCaption', { ...to, caption: 'seen' })).toMatchObject({ status: 200 })
    expect(user.heard()[0]).toMatchObject({ caption: 'seen', edits: [{ caption: undefined }] })
  })
})

function photo() {
  const known = user.sendsPhoto(PIXEL).attachment?.fileId
  return resultOf(fake, 'sendPhoto', { chat_id: user.id, photo: known })
}

describe('replying and deleting', () => {
  test('a reply needs its message, unless it may go without', async () => {
    const reply = (more: Json) =>
      rawCall(fake, 'sendMessage', { chat_id: user.id, text: 'r', reply_parameters: { message_id: 999, ...more } })
    expect((await reply({})).description).toBe('Bad Request: message to be replied not found')
    expect(await reply({ allow_sending_without_reply: true })).toMatchObject({ status: 200 })
    const mine = user.says('question')
    const id = await send({ reply_parameters: { message_id: mine.id } })
    expect(user.heard().find((message) => message.id === id)?.replyTo).toBe(mine.id)
  })

  test('a message that its person deleted cannot be replied to', async () => {
    const mine = user.says('oops')
    user.deletes(mine)
    const answer = await rawCall(fake, 'sendMessage', {
      chat_id: user.id,
      text: 'r',
      reply_parameters: { message_id: mine.id },
    })
    expect(answer.description).toBe('Bad Request: message to be replied not found')
  })

  test('messages can be deleted once, and for two days', async () => {
    const id = await send()
    const remove = (message_id: number) => rawCall(fake, 'deleteMessage', { chat_id: user.id, message_id })
    expect(await remove(id)).toMatchObject({ status: 200 })
    expect(user.heard()[0]?.deleted).toBe(true)
    expect((await remove(id)).description).toBe('Bad Request: message to delete not found')
    const old = await send()
    clock.advance(49 * 3_600_000)
    expect((await remove(old)).description).toBe("Bad Request: message can't be deleted for everyone")
  })
})

describe('answering a press', () => {
  const press = async () => {
    await send({ reply_markup: KEYS })
    const pressed = user.presses('Go')
    const updates = await poll(fake, { offset: -1 })
    const query = objectOf(updates[0] ?? {}, 'callback_query')
    return {
      pressed,
      answer: (more: Json = {}) => rawCall(fake, 'answerCallbackQuery', { callback_query_id: query?.id, ...more }),
    }
  }
  const OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid'

  test('reaches the person once', async () => {
    const { pressed, answer } = await press()
    expect(pressed.answer()).toBeUndefined()
    expect(await answer({ text: 'Done', show_alert: true })).toMatchObject({ status: 200 })
    expect(await pressed.answered()).toEqual({ text: 'Done', alert: true, url: undefined })
    expect(await answer()).toMatchObject({ status: 400, description: OLD })
  })

  test('is too late after fifteen seconds', async () => {
    const early = await press()
    clock.advance(15_000)
    expect(await early.answer()).toMatchObject({ status: 200 })
    const late = await press()
    clock.advance(15_001)
    expect(await late.answer()).toMatchObject({ status: 400, description: OLD })
  })
})

describe('the rest', () => {
  test('copies, forwards, reactions, venues and actions', async () => {
    const other = fake.user()
    const mine = user.says('evidence')
    const from = { chat_id: other.id, from_chat_id: user.id, message_id: mine.id }
    await resultOf(fake, 'copyMessage', from)
    await resultOf(fake, 'forwardMessage', from)
    expect(other.heard()).toMatchObject([
      { text: 'evidence', forwardedFrom: undefined },
      { text: 'evidence', forwardedFrom: { type: 'user', sender_user: { id: user.id } } },
    ])
    const missing = await rawCall(fake, 'copyMessage', { ...from, message_id: 999 })
    expect(missing.description).toBe('Bad Request: message to copy not found')
    const reaction = [{ type: 'emoji', emoji: '👍' }]
    await rawCall(fake, 'setMessageReaction', { chat_id: user.id, message_id: mine.id, reaction })
    expect(mine.reactions).toEqual(reaction)
    await resultOf(fake, 'sendVenue', {
      chat_id: user.id,
      latitude: 1,
      longitude: 2,
      title: 'Office',
      address: 'Road 1',
    })
    expect(user.heard().at(-1)?.venue).toMatchObject({ title: 'Office' })
    await rawCall(fake, 'sendChatAction', { chat_id: user.id, action: 'typing' })
    expect(user.lastAction).toBe('typing')
  })

  test('command lists are kept by scope and language', async () => {
    const set = (command: string, more: Json) =>
      rawCall(fake, 'setMyCommands', { commands: [{ command, description: 'd' }], ...more })
    await set('en', {})
    await set('zh', { language_code: 'zh' })
    await set('one', { scope: { type: 'chat', chat_id: user.id } })
    const get = async (more: Json) => (await rawCall(fake, 'getMyCommands', more)).result
    expect(await get({ language_code: 'zh' })).toEqual([{ command: 'zh', description: 'd' }])
    await rawCall(fake, 'deleteMyCommands', {})
    expect(await get({})).toEqual([])
    expect(await get({ scope: { type: 'chat', chat_id: user.id } })).toMatchObject([{ command: 'one' }])
  })
})
