import { telegrafChannel } from '../../adapters/chat/telegram-telegraf/index.ts'
import { telegramPlatform } from './channel/telegram.ts'
import { channelContract } from './channel.ts'

channelContract({ name: 'Telegram by Telegraf', start: (outside) => telegramPlatform(telegrafChannel, outside) })
