import type { Context, MiddlewareFn, Telegraf } from 'telegraf'
import { SECOND } from '../../../core/ports/clock.ts'
import { NotTaken, type TelegramChannel, type TelegramParts, telegramChannel, type Update } from '../telegram/index.ts'
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
 * The bot polls or listens, and keeps its groups and its other handlers. Start the channel before the bot, stop it
 * after, and give the bot a `catch` of its own: Telegraf's prints the whole update. While the store is away updates
 * wait; what could not be dealt with in a minute fails, and a Telegraf bot that polls does not get it again.
 */
export const telegrafGuest = (
  bot: Pick<Telegraf, 'telegram'>,
  parts: Omit<TelegramParts, 'token' | 'apiRoot' | 'webhook' | 'privateOnly'>,
): Guest => {
  const { token, options } = bot.telegram
  // Groups go on to the bot's own handlers, so that nothing is ever said there.
  const whole = { ...parts, token, apiRoot: options.apiRoot, privateOnly: () => '' }
  const channel = telegramChannel(apiOf(bot.telegram), whole, 'handed')

  const insisting = new Map<number, Promise<void>>()

  const insist = async (update: Update, since: number): Promise<void> => {
    for (;;) {
      await parts.clock.sleep(parts.waits?.first ?? SECOND)
      try {
        return await channel.hand(update)
      } catch {
        if (Date.parse(parts.clock.now()) - since > PATIENCE) throw new NotTaken('it could not be dealt with in time')
      }
    }
  }

  /**
   * Telegraf asks for later updates, or answers the webhook, only when this is over: so waiting loses nothing. What
   * comes while an earlier update of the chat is waiting waits behind it.
   */
  const take = async (update: Update, chat: number): Promise<void> => {
    const since = Date.parse(parts.clock.now())
    if (!insisting.has(chat)) {
      try {
        return await channel.hand(update)
      } catch {}
    }
    const before = insisting.get(chat) ?? Promise.resolve()
    const work = before.then(() => insist(update, since))
    const tail = work.catch(() => {})
    insisting.set(chat, tail)
    void tail.then(() => insisting.get(chat) === tail && insisting.delete(chat))
    return work
  }

  return {
    channel,
    middleware: async (context, next) => {
      const ours = ['message', 'edited_message', 'callback_query'].includes(context.updateType)
      if (!ours || context.chat?.type !== 'private') return next()
      // The same JSON as Telegram sent it, which Telegraf's types describe as of an older Bot API.
      await take(context.update as unknown as Update, context.chat.id)
    },
  }
}
