import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Json, objectOf } from './payload.ts'
import { poll, rawCall } from './raw-call.ts'
import { startTelegramFake, type TelegramFake } from './telegram-fake.ts'
import type { FakeUser } from './user.ts'

let fake: TelegramFake
let user: FakeUser

beforeEach(async () => {
  fake = await startTelegramFake()
  user = fake.user()
})
afterEach(() => fake.stop())

const send = (payload: Json) => rawCall(fake, 'sendMessage', { chat_id: user.id, text: 'hi', ...payload })
const inline = (button: Json) => send({ reply_markup: { inline_keyboard: [[{ text: 'Go', ...button }]] } })
const commands = (list: Json[]) => rawCall(fake, 'setMyCommands', { commands: list })
const command = (name: string, description = 'does it') => commands([{ command: name, description }])
const times = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))

/** Each limit at its edge: the first call just fits, the second just does not. */
const edges: [string, () => Promise<unknown>, () => Promise<unknown>, string][] = [
  [
    'text has at most 4096 UTF-16 units',
    () => send({ text: '中'.repeat(4096) }),
    () => send({ text: '中'.repeat(4097) }),
    'message is too long',
  ],
  [
    'an emoji counts twice',
    () => send({ text: '😀'.repeat(2048) }),
    () => send({ text: `${'😀'.repeat(2048)}a` }),
    'message is too long',
  ],
  [
    'text is counted after parsing',
    () => send({ text: `<b>${'a'.repeat(4096)}</b>`, parse_mode: 'HTML' }),
    () => send({ text: `<b>${'a'.repeat(4097)}</b>`, parse_mode: 'HTML' }),
    'message is too long',
  ],
  ['text is not empty', () => send({ text: ' a ' }), () => send({ text: ' \n ' }), 'message text is empty'],
  [
    'callback data has 1 byte or more',
    () => inline({ callback_data: 'a' }),
    () => inline({ callback_data: '' }),
    'BUTTON_DATA_INVALID',
  ],
  [
    'callback data has at most 64 bytes, not characters',
    () => inline({ callback_data: `${'中'.repeat(21)}a` }),
    () => inline({ callback_data: '中'.repeat(22) }),
    'BUTTON_DATA_INVALID',
  ],
  [
    'an inline button has a text',
    () => inline({ callback_data: 'a' }),
    () => inline({ text: ' ', callback_data: 'a' }),
    'inline keyboard button text must be non-empty',
  ],
  [
    'an inline button does something',
    () => inline({ callback_data: 'a' }),
    () => inline({}),
    'Text buttons are unallowed in the inline keyboard',
  ],
  [
    'an inline button does one thing',
    () => inline({ url: 'https://example.org' }),
    () => inline({ url: 'https://example.org', callback_data: 'a' }),
    'inline keyboard button must have exactly one optional field',
  ],
  [
    'a link has a real host',
    () => inline({ url: 'https://example.org/a' }),
    () => inline({ url: 'http://localhost/a' }),
    "inline keyboard button URL 'http://localhost/a' is invalid: Wrong HTTP URL",
  ],
  [
    'a deep link carries at most 64 characters',
    () => inline({ url: `https://t.me/some_bot?start=${'a'.repeat(64)}` }),
    () => inline({ url: `https://t.me/some_bot?start=${'a'.repeat(65)}` }),
    'START_PARAM_INVALID',
  ],
  [
    'a deep link carries only A–Z a–z 0–9 _ -',
    () => send({ text: 'see https://t.me/some_bot?start=a_B-9' }),
    () => send({ text: 'see https://t.me/some_bot?start=a%20b' }),
    'START_PARAM_INVALID',
  ],
  [
    'a row has at most 8 buttons',
    () => send({ reply_markup: { inline_keyboard: [times(8, (i) => ({ text: `${i}`, callback_data: 'a' }))] } }),
    () => send({ reply_markup: { inline_keyboard: [times(9, (i) => ({ text: `${i}`, callback_data: 'a' }))] } }),
    'reply markup is too long',
  ],
  [
    'a keyboard has at most 100 buttons',
    () => send({ reply_markup: { inline_keyboard: times(100, (i) => [{ text: `${i}`, callback_data: 'a' }]) } }),
    () => send({ reply_markup: { inline_keyboard: times(101, (i) => [{ text: `${i}`, callback_data: 'a' }]) } }),
    'reply markup is too long',
  ],
  [
    'a reply keyboard has a button',
    () => send({ reply_markup: { keyboard: [[{ text: 'a' }]] } }),
    () => send({ reply_markup: { keyboard: [] } }),
    'reply keyboard must have at least one button',
  ],
  [
    'an entity lies within the text',
    () => send({ entities: [{ type: 'bold', offset: 0, length: 2 }] }),
    () => send({ entities: [{ type: 'bold', offset: 0, length: 3 }] }),
    'ENTITY_BOUNDS_INVALID',
  ],
  [
    'a command has at most 32 characters',
    () => command('a'.repeat(32)),
    () => command('a'.repeat(33)),
    'BOT_COMMAND_INVALID',
  ],
  ['a command is lower case', () => command('ab_1'), () => command('aB'), 'BOT_COMMAND_INVALID'],
  ['a command has a description', () => command('a', 'b'), () => command('a', ''), 'BOT_COMMAND_DESCRIPTION_INVALID'],
  [
    'a description has at most 256 characters',
    () => command('a', 'b'.repeat(256)),
    () => command('a', 'b'.repeat(257)),
    'BOT_COMMAND_DESCRIPTION_INVALID',
  ],
  [
    'there are at most 100 commands',
    () => commands(times(100, (i) => ({ command: `c${i}`, description: 'd' }))),
    () => commands(times(101, (i) => ({ command: `c${i}`, description: 'd' }))),
    'BOT_COMMANDS_TOO_MUCH',
  ],
  [
    "the bot's description has at most 512 characters",
    () => rawCall(fake, 'setMyDescription', { description: 'a'.repeat(512) }),
    () => rawCall(fake, 'setMyDescription', { description: 'a'.repeat(513) }),
    'BOT_DESCRIPTION_TOO_LONG',
  ],
  [
    'its short description at most 120',
    () => rawCall(fake, 'setMyShortDescription', { short_description: 'a'.repeat(120) }),
    () => rawCall(fake, 'setMyShortDescription', { short_description: 'a'.repeat(121) }),
    'BOT_SHORT_DESCRIPTION_TOO_LONG',
  ],
  [
    'a language code has two letters',
    () => rawCall(fake, 'getMyCommands', { language_code: 'zh' }),
    () => rawCall(fake, 'getMyCommands', { language_code: 'zh-CN' }),
    'invalid language code specified',
  ],
  [
    'a latitude lies within 90',
    () => rawCall(fake, 'sendLocation', { chat_id: user.id, latitude: 90, longitude: 0 }),
    () => rawCall(fake, 'sendLocation', { chat_id: user.id, latitude: 90.1, longitude: 0 }),
    'latitude is out of range',
  ],
  [
    'a chat action is a known one',
    () => rawCall(fake, 'sendChatAction', { chat_id: user.id, action: 'typing' }),
    () => rawCall(fake, 'sendChatAction', { chat_id: user.id, action: 'thinking' }),
    'wrong parameter action in request',
  ],
  [
    'a poll takes at most 100 updates',
    () => rawCall(fake, 'getUpdates', { limit: 100 }),
    () => rawCall(fake, 'getUpdates', { limit: 101 }),
    'limit must be 1-100',
  ],
  [
    'allowed updates are known ones',
    () => rawCall(fake, 'getUpdates', { allowed_updates: ['message', 'poll'] }),
    () => rawCall(fake, 'getUpdates', { allowed_updates: ['messages'] }),
    'unknown update type',
  ],
  [
    'a webhook is HTTPS',
    () => rawCall(fake, 'setWebhook', { url: 'https://example.org/hook' }),
    () => rawCall(fake, 'setWebhook', { url: 'http://example.org/hook' }),
    'bad webhook: An HTTPS URL must be provided for webhook',
  ],
  [
    'a secret has no other characters',
    () => rawCall(fake, 'setWebhook', { url: '', secret_token: 'a-B_9' }),
    () => rawCall(fake, 'setWebhook', { url: '', secret_token: 'a b' }),
    'secret token contains unallowed characters',
  ],
]

describe('limits', () => {
  test.each(edges)('%s', async (_name, fits, breaks, words) => {
    expect(await fits()).toMatchObject({ status: 200 })
    expect(fake.violations).toEqual([])
    expect(await breaks()).toMatchObject({ status: 400, description: `Bad Request: ${words}` })
    expect(fake.violations).toMatchObject([{ kind: 'limit' }])
  })

  test('the answer to a press has at most 200 characters', async () => {
    await send({ reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'a' }]] } })
    user.presses('Go')
    const query = objectOf((await poll(fake))[0] ?? {}, 'callback_query')
    const answer = (text: string) => rawCall(fake, 'answerCallbackQuery', { callback_query_id: query?.id, text })
    expect(await answer('a'.repeat(201))).toMatchObject({ status: 400, description: 'Bad Request: MESSAGE_TOO_LONG' })
    expect(await answer('a'.repeat(200))).toMatchObject({ status: 200 })
  })

  test('control characters and direction overrides do not reach the reader', async () => {
    await send({ text: 'a\u0007b\r\nc\u202ed' })
    expect(user.heard()[0]?.text).toBe('a b\ncd')
  })
})
