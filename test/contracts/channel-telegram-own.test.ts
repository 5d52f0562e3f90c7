import { afterEach, beforeEach, describe } from 'vitest'
import { grammyChannel } from '../../adapters/chat/telegram-grammy/index.ts'
import { telegrafChannel } from '../../adapters/chat/telegram-telegraf/index.ts'
import { TelegramDesk } from './channel/telegram-desk.ts'
import { ownCases } from './channel/telegram-own.ts'
import { webhookCases } from './channel/telegram-webhook.ts'

describe.each([
  ['grammY', grammyChannel],
  ['Telegraf', telegrafChannel],
])("Telegram's own ways, by %s", (_library, make) => {
  let desk: TelegramDesk

  beforeEach(async () => {
    desk = await TelegramDesk.set(make)
  })
  afterEach(() => desk.clear())

  ownCases(() => desk)
  describe('webhook', () => webhookCases(() => desk))
})
