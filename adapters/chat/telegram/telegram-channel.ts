import type { Update } from '@grammyjs/types'
import { type Channel, TooFast } from '../../../core/ports/channel.ts'
import { type Args, type BotApi, call, type Method, type Result } from './api.ts'
import { portError } from './api-failure.ts'
import { Aside } from './aside.ts'
import { commandCalls, type Menu } from './commands.ts'
import { Courier } from './courier.ts'
import { WANTED } from './incoming.ts'
import { fileReader } from './incoming-files.ts'
import { NotTaken } from './intake.ts'
import { countOf, TEXT_LENGTH } from './outgoing.ts'
import { API_ROOT, type TelegramParts, WAITS } from './parts.ts'
import { Poller } from './poller.ts'
import { Reception } from './reception.ts'
import { Retry } from './retry.ts'
import { Standing } from './standing.ts'
import { webhookHandler } from './webhook.ts'

export type { Update }

/** Telegram as a channel, whatever library makes the calls. */
export interface TelegramChannel extends Channel {
  /** Takes what Telegram posts to the webhook's address. Answers 503 before `start` and after the stop. */
  webhook(request: Request): Promise<Response>
  /** Sets the menus of commands, one for each language. @throws TooFast | Refused | Unavailable */
  setCommands(menus: readonly Menu[]): Promise<void>
  /** The bot's name in links, such as `contact_point_bot`. @throws TooFast | Refused | Unavailable */
  username(): Promise<string>
}

/** The channel, with the way in for updates that another bot received. */
export interface HandedChannel extends TelegramChannel {
  /** Resolves when the update has been dealt with durably. @throws NotTaken while the channel is not running */
  hand(update: Update): Promise<void>
}

/**
 * Makes the channel on the calls of `api`. `receives`: by webhook when there is one, else by polling; `handed` when
 * another bot polls and hands updates over.
 */
export const telegramChannel = (
  api: BotApi,
  parts: TelegramParts,
  receives: 'handed' | 'polling' | 'webhook' = parts.webhook === undefined ? 'polling' : 'webhook',
): HandedChannel => {
  const { clock, logger, token, webhook, name = 'telegram' } = parts
  const apiRoot = (parts.apiRoot ?? API_ROOT).replace(/\/+$/, '')
  if (webhook !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(webhook.secret)) {
    throw new Error('The secret of a Telegram webhook is 1 to 256 of A-Z, a-z, 0-9, _ and -.')
  }
  const waits = { ...WAITS, ...parts.waits }
  const standing = new Standing(logger, { channel: name, variable: parts.tokenVariable ?? 'TELEGRAM_BOT_TOKEN' })
  const courier = new Courier(api, parts, standing)
  const readFile = fileReader(api, { apiRoot, token })
  let running: Reception | undefined

  const asked = <M extends Method>(method: M, args: Args<M>): Promise<Result<M>> =>
    call(api, method, args).catch((error: unknown) => {
      standing.failed(error)
      throw portError(error, (retryAfter) => new TooFast(retryAfter, 'channel'))
    })

  const hand = async (update: Update): Promise<void> => {
    if (running === undefined) throw new NotTaken('the channel is not running')
    await running.accept(update)
  }

  const begin = (reception: Reception): Promise<void> => {
    const shared = { clock, logger, waits, standing, stopping: reception.stopping }
    if (receives === 'handed') return Promise.resolve()
    if (webhook !== undefined && receives === 'webhook') {
      const args = { url: webhook.url, secret_token: webhook.secret, allowed_updates: WANTED }
      return new Retry(shared).untilDone(() => call(api, 'setWebhook', args))
    }
    const accept = (update: Update) => reception.accept(update)
    return new Poller({ ...shared, api, accept }).run()
  }

  return {
    name,
    can: {
      choices: true,
      files: true,
      textLength: TEXT_LENGTH,
      counts: countOf,
      ...(parts.pace ?? { perSecond: 30, perChatPerSecond: 1 }),
    },
    send: (address, message, delivery) => courier.send(address, message, delivery),
    edit: (address, reference, message) => courier.edit(address, reference, message),
    start: async (receive) => {
      // A webhook posts the next photo of an album only after the one before was answered.
      const album = receives === 'webhook' ? 0 : waits.album
      const aside = new Aside(api, clock, parts.privateOnly)
      const reception = new Reception({ channel: name, clock, logger, readFile, aside, album, receive })
      running = reception
      const receiving = begin(reception)
      return async () => {
        reception.halt()
        await receiving
        await reception.idle()
        if (running === reception) running = undefined
      }
    },
    webhook:
      webhook === undefined ? async () => new Response(null, { status: 404 }) : webhookHandler(webhook.secret, hand),
    setCommands: async (menus) => {
      for (const args of commandCalls(menus)) await asked('setMyCommands', args)
    },
    username: async () => (await asked('getMe', {})).username,
    hand,
  }
}
