import { grammyChannel } from '../../adapters/chat/telegram-grammy/index.ts'
import { telegramPlatform } from './channel/telegram.ts'
import { channelContract } from './channel.ts'

channelContract({ name: 'Telegram by grammY', start: (outside) => telegramPlatform(grammyChannel, outside) })
