import { type TelegramChannel, type TelegramParts, telegramChannel } from '../telegram/index.ts'
import { grammyApi } from './grammy-api.ts'

export type { Menu, MenuCommand, TelegramChannel, TelegramParts } from '../telegram/index.ts'

/** Telegram through grammY. Polls, unless `webhook` is given. */
export const grammyChannel = (parts: TelegramParts): TelegramChannel => telegramChannel(grammyApi(parts), parts)
