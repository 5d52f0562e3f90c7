import type { Update } from '@grammyjs/types'
import type { Context, MiddlewareFn, Telegraf } from 'telegraf'
import { SECOND } from '../../../core/ports/clock.ts'
import { NotTaken, type TelegramChannel, type TelegramParts, telegramChannel } from '../telegram/index.ts'
import { apiOf } from './telegraf-api.ts'

/** Telegraf gives a handler 90 seconds. */
const PATIENCE = 60 * SECOND

export interface Guest {
  readonly channel: TelegramChannel
  /** Takes every private message and press that reaches it; everything else goes on to what stands behind it. */
  readonly middleware: MiddlewareFn<Context>
}

/**
 * Telegram inside a Telegraf bot that an office has already:
 *
 *     const { channel, middleware } = telegrafGuest(bot, parts)
 *     bot.use(middleware) // after the bot's own commands
 *
 * The bot polls or listens, and keeps its groups and its other handlers; start and stop the channel beside it. Give the
 * bot a `catch` of its own: Telegraf's prints the whole update.
 */
export const telegrafGuest = (
  bot: Pick<Telegraf, 'telegram'>,
  parts: Omit<TelegramParts, 'token' | 'apiRoot' | 'webhook' | 'privateOnly'>,
): Guest => {
  const { token, options } = bot.telegram
  // Groups go on to the bot's own handlers, so that nothing is ever said there.
  const whole = { ...parts, token, apiRoot: options.apiRoot, privateOnly: () => '' }
  const channel = telegramChannel(apiOf(bot.telegram), whole, 'handed')

  /** Telegraf asks for later updates, or answers the webhook, only when this is over: so waiting loses nothing. */
  const take = async (update: Update): Promise<void> => {
    const began = Date.parse(parts.clock.now())
    for (;;) {
      try {
        return await channel.hand(update)
      } catch {
        if (Date.parse(parts.clock.now()) - began > PATIENCE) throw new NotTaken('it could not be dealt with in time')
        await parts.clock.sleep(parts.waits?.first ?? SECOND)
      }
    }
  }

  return {
    channel,
    middleware: async (context, next) => {
      const ours = ['message', 'edited_message', 'callback_query'].includes(context.updateType)
      if (!ours || context.chat?.type !== 'private') return next()
      // The same JSON as Telegram sent it, which Telegraf's types describe as of an older Bot API.
      await take(context.update as unknown as Update)
    },
  }
}
