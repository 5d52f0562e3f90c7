/** What the Telegram adapters share: everything but the library that makes the calls. */
export { type BotApi, type Method, withUploads } from './api.ts'
export { ApiFailure } from './api-failure.ts'
export type { Menu, MenuCommand } from './commands.ts'
export { NotTaken } from './intake.ts'
export { API_ROOT, type TelegramParts } from './parts.ts'
export { type TelegramChannel, telegramChannel, type Update } from './telegram-channel.ts'
