import type { TelegramChannel, TelegramParts } from '../adapters/chat/telegram/index.ts'
import type { Webhook } from '../adapters/http/index.ts'
import type { Language } from '../core/content/content.ts'
import { OWN_COMMANDS } from '../core/conversation/index.ts'
import { type Configuration, publicUrlOf } from './config.ts'
import type { Opened } from './open.ts'

export interface TelegramBot {
  readonly channel: TelegramChannel
  /** Its webhook's path and handler; absent while it polls. */
  readonly hook?: readonly [string, Webhook]
}

/** The Telegram bots that are configured: one for everybody, and if wished another for staff. */
export const telegramChannels = async (config: Configuration, opened: Opened): Promise<readonly TelegramBot[]> => {
  const bots = [
    {
      token: config.TELEGRAM_BOT_TOKEN,
      tokenVariable: 'TELEGRAM_BOT_TOKEN',
      name: 'telegram',
      path: '/telegram/citizen',
    },
    {
      token: config.TELEGRAM_STAFF_BOT_TOKEN,
      tokenVariable: 'TELEGRAM_STAFF_BOT_TOKEN',
      name: 'telegram-staff',
      path: '/telegram/staff',
    },
  ]
  return Promise.all(
    bots.flatMap(({ token, ...bot }) => (token === undefined ? [] : [make(config, opened, { ...bot, token })])),
  )
}

interface Bot {
  readonly token: string
  readonly tokenVariable: string
  readonly name: string
  readonly path: string
}

const make = async (
  config: Configuration,
  { program, logger }: Opened,
  { path, ...bot }: Bot,
): Promise<TelegramBot> => {
  const { clock, files, content } = program.outside
  const secret = config.TELEGRAM_WEBHOOK_SECRET
  const parts: TelegramParts = {
    ...bot,
    ...(config.TELEGRAM_API_ROOT === undefined ? {} : { apiRoot: config.TELEGRAM_API_ROOT }),
    ...(secret === undefined ? {} : { webhook: { url: new URL(path, publicUrlOf(config)).href, secret } }),
    ...{ files, clock, logger },
    privateOnly: (language) => content.say(language?.startsWith('en') === true ? 'en' : 'zh-CN', 'chat.private-only'),
  }
  const channel = await channelBy(config.TELEGRAM_LIBRARY, parts)
  return secret === undefined ? { channel } : { channel, hook: [path, (request) => channel.webhook(request)] }
}

/** Only the library that is wanted is loaded. */
const channelBy = async (
  library: Configuration['TELEGRAM_LIBRARY'],
  parts: TelegramParts,
): Promise<TelegramChannel> => {
  if (library === 'telegraf')
    return (await import('../adapters/chat/telegram-telegraf/index.ts')).telegrafChannel(parts)
  return (await import('../adapters/chat/telegram-grammy/index.ts')).grammyChannel(parts)
}

/** Puts the commands that everybody may use into the platform's own menu. What fails here is no reason not to start. */
export const showCommands = async (channel: TelegramChannel, { program, logger }: Opened): Promise<void> => {
  const { content } = program.outside
  const open = [...program.talking.repertoire.commands.values()].filter(
    (command) => command.listed && command.for === 'everyone',
  )
  const inLanguage = (language: Language) =>
    [...open, ...OWN_COMMANDS].map(({ name, summary }) => ({ name, summary: content.say(language, summary) }))
  try {
    await channel.setCommands([{ commands: inLanguage('zh-CN') }, { language: 'en', commands: inLanguage('en') }])
  } catch (error) {
    logger.warn('telegram.menu-not-set', {
      channel: channel.name,
      why: error instanceof Error ? error.name : 'unknown',
    })
  }
}
