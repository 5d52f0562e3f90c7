import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { derive, type SourceApi } from './derive-bot-api.ts'
import { botApi } from './description.ts'
import { methods } from './methods/table.ts'
import { methodUrl, PIXEL, rawCall, rawForm } from './raw-call.ts'
import { startTelegramFake, type TelegramFake } from './telegram-fake.ts'

let fake: TelegramFake

beforeEach(async () => {
  fake = await startTelegramFake()
})
afterEach(() => fake.stop())

const kinds = () => fake.violations.map(({ kind, path }) => `${kind} ${path}`)

describe('what the description forbids is a violation and is refused', () => {
  test('a method it does not know', async () => {
    const answer = await rawCall(fake, 'sendDice', { chat_id: 1 })
    expect(answer).toMatchObject({ status: 404, ok: false, description: 'Not Found' })
    expect(kinds()).toEqual(['unknown-method '])
  })

  test.each([
    [
      'an unknown field',
      { chat_id: 1, text: 'x', disable_web_page_preview: true },
      'unknown-field disable_web_page_preview',
    ],
    ['a missing field', { chat_id: 1 }, 'missing-field text'],
    ['a wrong type', { chat_id: 1, text: 5 }, 'wrong-type text'],
    ['a null', { chat_id: 1, text: 'x', protect_content: null }, 'wrong-type protect_content'],
    ['a fraction for an integer', { chat_id: 1.5, text: 'x' }, 'wrong-type chat_id'],
    ['text that is not UTF-8', { chat_id: 1, text: 'a\ud800' }, 'wrong-type text'],
    [
      'an unknown field in a button',
      button({ text: 'x', callback: 'y' }),
      'unknown-field reply_markup.inline_keyboard[0][0].callback',
    ],
    [
      'a missing field in a button',
      button({ callback_data: 'y' }),
      'missing-field reply_markup.inline_keyboard[0][0].text',
    ],
    [
      'a keyboard with one row too few',
      { chat_id: 1, text: 'x', reply_markup: { inline_keyboard: [{ text: 'x' }] } },
      'wrong-type reply_markup.inline_keyboard[0]',
    ],
    [
      'a wrong type in an entity',
      { chat_id: 1, text: 'x', entities: [{ type: 'bold', offset: '0', length: 1 }] },
      'wrong-type entities[0].offset',
    ],
    [
      'a reply without its message',
      { chat_id: 1, text: 'x', reply_parameters: {} },
      'missing-field reply_parameters.message_id',
    ],
  ])('%s', async (_name, payload, expected) => {
    const answer = await rawCall(fake, 'sendMessage', payload)
    expect(answer.status).toBe(400)
    expect(answer.description).toMatch(/^Bad Request: /)
    expect(kinds()).toContain(expected)
  })

  test('a member of a union is known by its type', async () => {
    await rawCall(fake, 'setMyCommands', { commands: [], scope: { type: 'chat' } })
    expect(kinds()).toEqual(['missing-field scope.chat_id'])
  })

  test('a body that is no JSON, and one of an unknown type', async () => {
    const post = (type: string) =>
      fetch(methodUrl(fake, 'getMe'), { method: 'POST', headers: { 'content-type': type }, body: '{' })
    expect((await post('application/json')).status).toBe(400)
    expect((await post('text/plain')).status).toBe(400)
    expect(kinds()).toEqual(['malformed-body ', 'malformed-body '])
  })
})

function button(value: object) {
  return { chat_id: 1, text: 'x', reply_markup: { inline_keyboard: [[value]] } }
}

describe('the three encodings mean the same', () => {
  const markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] }

  test('JSON, with nested objects or with JSON in strings', async () => {
    const user = fake.user()
    await rawCall(fake, 'sendMessage', { chat_id: user.id, text: 'one', reply_markup: markup })
    await rawCall(fake, 'sendMessage', { chat_id: String(user.id), text: 'two', reply_markup: JSON.stringify(markup) })
    expect(user.heard().map((message) => message.replyMarkup)).toEqual([markup, markup])
  })

  test('urlencoded and multipart, with numbers, booleans and JSON in strings', async () => {
    const user = fake.user()
    const fields = {
      chat_id: String(user.id),
      text: 'hi',
      protect_content: 'true',
      reply_markup: JSON.stringify(markup),
    }
    await rawForm(fake, 'sendMessage', new URLSearchParams(fields))
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    await rawForm(fake, 'sendMessage', form)
    expect(user.heard().map((message) => message.replyMarkup)).toEqual([markup, markup])
    expect(fake.calls.map((call) => call.payload.protect_content)).toEqual([true, true])
    expect(fake.violations).toEqual([])
  })

  test('parameters in the address', async () => {
    const user = fake.user()
    const answer = await fetch(`${methodUrl(fake, 'sendMessage')}?chat_id=${user.id}&text=hi`)
    expect(answer.status).toBe(200)
  })

  test('a file that is attached but absent, or uploaded but unused, is a violation', async () => {
    const user = fake.user()
    const absent = new FormData()
    absent.set('chat_id', String(user.id))
    absent.set('photo', 'attach://nowhere')
    absent.set('other', new Blob([PIXEL]), 'other.png')
    expect((await rawForm(fake, 'sendPhoto', absent)).status).toBe(400)
    expect(kinds().sort()).toEqual(['missing-field nowhere', 'unknown-field other'])
  })
})

describe('the description', () => {
  test('every method it describes is carried out, and no other', () => {
    expect(Object.keys(methods).sort()).toEqual(Object.keys(botApi.methods).sort())
  })

  test('is cut down to the methods wanted and what they reach', () => {
    const field = (name: string, types: string[], description = '') => ({ name, types, required: true, description })
    const source: SourceApi = {
      version: 'v',
      release_date: 'd',
      methods: {
        send: { returns: ['Answer'], fields: [field('media', ['Array of Media'])] },
        other: { returns: ['Unwanted'] },
      },
      types: {
        Media: { subtypes: ['Photo'] },
        Photo: { fields: [field('type', ['String'], 'Type, must be photo')] },
        Answer: { fields: [field('id', ['Integer']), field('unwanted', ['Unwanted'])] },
        Unwanted: {},
      },
    }
    const derived = derive(source, ['send'], ['Answer'])
    expect(Object.keys(derived.methods)).toEqual(['send'])
    expect(derived.types).toEqual({
      Answer: { fields: { id: { types: ['Integer'], required: true } } },
      Media: { oneOf: ['Photo'] },
      Photo: { fields: { type: { types: ['String'], required: true, only: 'photo' } } },
    })
  })
})
