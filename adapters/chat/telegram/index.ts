/** What the Telegram adapters share: everything but the library that makes the calls. */
export { type Args, type BotApi, type Method, type Result, type Upload, withUploads } from './api.ts'
export { ApiFailure } from './api-failure.ts'
export type { Menu, MenuCommand } from './commands.ts'
export { NotTaken } from './intake.ts'
export { API_ROOT, type TelegramParts } from './parts.ts'
export { type HandedChannel, type TelegramChannel, telegramChannel } from './telegram-channel.ts'
