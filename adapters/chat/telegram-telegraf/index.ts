import { type TelegramChannel, type TelegramParts, telegramChannel } from '../telegram/index.ts'
import { telegrafApi } from './telegraf-api.ts'

export type { Menu, MenuCommand, TelegramChannel, TelegramParts } from '../telegram/index.ts'
export { type Guest, telegrafGuest } from './guest.ts'

/** Telegram through Telegraf. Polls, unless `webhook` is given. */
export const telegrafChannel = (parts: TelegramParts): TelegramChannel => telegramChannel(telegrafApi(parts), parts)
