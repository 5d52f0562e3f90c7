import { Telegraf } from 'telegraf'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TelegramParts } from '../../adapters/chat/telegram/index.ts'
import { type TelegramChannel, telegrafGuest } from '../../adapters/chat/telegram-telegraf/index.ts'
import type { Incoming } from '../../core/ports/channel.ts'
import { startTelegramFake, type TelegramFake } from '../support/telegram-fake/telegram-fake.ts'
import { partsFor, telegramPlatform } from './channel/telegram.ts'
import { channelContract } from './channel.ts'

/** A channel inside an office's own bot, which polls while the channel runs. */
const guestChannel = ({ token, apiRoot, ...parts }: TelegramParts): TelegramChannel => {
  const bot = new Telegraf(token, apiRoot === undefined ? {} : { telegram: { apiRoot } })
  const { channel, middleware } = telegrafGuest(bot, parts)
  bot.use(middleware)
  bot.catch(() => {})
  return {
    ...channel,
    start: async (receive) => {
      const stop = await channel.start(receive)
      const running = bot.launch()
      return async () => {
        // Telegraf can't be stopped before it has begun.
        await vi.waitFor(() => bot.stop())
        await running
        await stop()
      }
    },
  }
}

channelContract({
  name: "Telegram inside an office's own Telegraf bot",
  start: (outside) => telegramPlatform(guestChannel, outside),
})

describe("inside an office's own Telegraf bot", () => {
  let fake: TelegramFake
  let bot: Telegraf
  let received: Incoming[]
  let end: () => Promise<void>

  beforeEach(async () => {
    fake = await startTelegramFake()
    received = []
    bot = new Telegraf(fake.token, { telegram: { apiRoot: fake.apiRoot } })
    const logger = { info: () => {}, warn: () => {}, error: () => {} }
    const files = { get: async () => undefined, put: async () => '', delete: async () => {} }
    const { channel, middleware } = telegrafGuest(bot, partsFor(fake, { files, logger }))
    bot.command('menu', (context) => context.reply('Noodles'))
    bot.use(middleware)
    bot.on('my_chat_member', (context) =>
      context.myChatMember.new_chat_member.status === 'member' ? context.reply('Welcome back') : undefined,
    )
    const stop = await channel.start(async (incoming) => void received.push(incoming))
    const running = bot.launch()
    end = async () => {
      await vi.waitFor(() => bot.stop())
      await running
      await stop()
    }
  })
  afterEach(async () => {
    await end()
    expect(fake.violations).toEqual([])
    await fake.stop()
  })

  test('its own commands are answered by itself, everything else is ours', async () => {
    const user = fake.user()
    user.says('/menu')
    expect((await user.nextMessage()).text).toBe('Noodles')
    user.says('The lamp is broken.')
    await expect.poll(() => received.map(({ act }) => act)).toEqual([{ kind: 'text', text: 'The lamp is broken.' }])
  })

  test('what is not a private message goes on to what stands behind', async () => {
    const user = fake.user()
    user.blocksBot()
    user.unblocks()
    expect((await user.nextMessage()).text).toBe('Welcome back')
    expect(received).toEqual([])
  })
})
