import { createServer, type RequestListener, type Server } from 'node:http'
import { Bot, InputFile, webhookCallback } from 'grammy'
import { Telegraf } from 'telegraf'
import { message as kind } from 'telegraf/filters'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PIXEL } from './raw-call.ts'
import { startTelegramFake, type TelegramFake } from './telegram-fake.ts'
import type { FakeUser } from './user.ts'

let fake: TelegramFake

beforeEach(async () => {
  fake = await startTelegramFake()
})
afterEach(async () => {
  expect(fake.violations).toEqual([])
  await fake.stop()
})

const KEYS = { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] }
const download = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer()).length

/** The same conversation, whatever the library. */
async function converse(user: FakeUser) {
  user.startsWith('code')
  const welcome = await user.nextMessage()
  expect(welcome).toMatchObject({ text: 'Welcome code', replyMarkup: KEYS, entities: [{ type: 'bold' }] })

  const press = user.presses('Yes')
  expect((await press.answered()).text).toBe('Noted')
  await user.until(() => welcome.text === 'Changed')

  user.sendsPhoto(PIXEL, { caption: 'lamp' })
  expect((await user.nextMessage()).text).toBe(`${PIXEL.length} bytes`)
  const sent = await user.nextMessage()
  expect(sent.attachment).toMatchObject({ kind: 'document', name: 'copy.png', size: PIXEL.length })
  const album = [await user.nextMessage(), await user.nextMessage()]
  expect(album.map((message) => message.attachment?.kind)).toEqual(['photo', 'photo'])
  expect(album[0]?.mediaGroupId).toBe(album[1]?.mediaGroupId)
}

test('a grammY bot polls, answers and receives a file', async () => {
  const bot = new Bot(fake.token, { client: { apiRoot: fake.apiRoot } })
  bot.command('start', (ctx) => ctx.reply(`Welcome <b>${ctx.match}</b>`, { parse_mode: 'HTML', reply_markup: KEYS }))
  bot.callbackQuery('yes', async (ctx) => {
    await ctx.answerCallbackQuery({ text: 'Noted' })
    await ctx.editMessageText('Changed')
  })
  bot.on('message:photo', async (ctx) => {
    const { file_path } = await ctx.getFile()
    await ctx.reply(`${await download(`${fake.apiRoot}/file/bot${fake.token}/${file_path}`)} bytes`)
    await ctx.replyWithDocument(new InputFile(PIXEL, 'copy.png'))
    const media = () => ({ type: 'photo' as const, media: new InputFile(PIXEL, 'a.png') })
    await ctx.replyWithMediaGroup([media(), media()])
  })
  const running = bot.start()
  await converse(fake.user())
  await bot.stop()
  await running
})

test('a Telegraf bot polls, answers and receives a file', async () => {
  const bot = new Telegraf(fake.token, { telegram: { apiRoot: fake.apiRoot } })
  bot.start((ctx) => ctx.reply(`Welcome <b>${ctx.payload}</b>`, { parse_mode: 'HTML', reply_markup: KEYS }))
  bot.action('yes', async (ctx) => {
    await ctx.answerCbQuery('Noted')
    await ctx.editMessageText('Changed')
  })
  bot.on(kind('photo'), async (ctx) => {
    const largest = ctx.message.photo.at(-1)
    const link = await ctx.telegram.getFileLink(largest?.file_id ?? '')
    await ctx.reply(`${await download(link.href)} bytes`)
    await ctx.replyWithDocument({ source: PIXEL, filename: 'copy.png' })
    const media = () => ({ type: 'photo' as const, media: { source: PIXEL } })
    await ctx.replyWithMediaGroup([media(), media()])
  })
  const running = bot.launch()
  await converse(fake.user())
  bot.stop()
  await running
})

/** Serves a webhook while `use` runs. */
async function withServer(listener: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
  const server: Server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await use(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`)
  await fake.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

test('a grammY bot answers by webhook and knows the secret', async () => {
  const bot = new Bot(fake.token, { client: { apiRoot: fake.apiRoot } })
  bot.on('message', (ctx) => ctx.reply(`You said ${ctx.message.text}`))
  await withServer(webhookCallback(bot, 'http', { secretToken: 'right' }), async (url) => {
    const user = fake.user()
    await bot.api.setWebhook(url, { secret_token: 'wrong' })
    user.says('hi')
    await vi.waitFor(async () => expect((await bot.api.getWebhookInfo()).last_error_message).toMatch(/401/), 3_000)
    expect(user.heard()).toEqual([])
    await bot.api.setWebhook(url, { secret_token: 'right' })
    expect((await user.nextMessage()).text).toBe('You said hi')
  })
})

test('a Telegraf bot answers a press inside the webhook response', async () => {
  const bot = new Telegraf(fake.token, { telegram: { apiRoot: fake.apiRoot, webhookReply: true } })
  bot.start((ctx) => ctx.reply('Welcome', { reply_markup: KEYS }))
  bot.action('yes', (ctx) => ctx.answerCbQuery('Noted'))
  await withServer(bot.webhookCallback('/hook', { secretToken: 'right' }), async (url) => {
    const user = fake.user()
    await bot.telegram.setWebhook(url, { secret_token: 'right' })
    user.starts()
    await user.nextMessage()
    expect((await user.presses('Yes').answered()).text).toBe('Noted')
  })
})
