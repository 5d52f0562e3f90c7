import { Telegram, TelegramError } from 'telegraf'
import { API_ROOT, ApiFailure, type BotApi, type Method, withUploads } from '../telegram/index.ts'
import { hushDebug } from './hush-debug.ts'

type Call = (method: string, args: unknown, options: { signal: AbortSignal }) => Promise<never>

/** Calls the Bot API through Telegraf. */
export const telegrafApi = ({ token, apiRoot = API_ROOT }: { token: string; apiRoot?: string }): BotApi =>
  apiOf(new Telegram(token, { apiRoot: apiRoot.replace(/\/+$/, ''), webhookReply: false }))

/** The same by the caller of a bot that there is already. */
export const apiOf = (telegram: Telegram): BotApi => {
  hushDebug()
  // Telegraf's types stand still at an older Bot API; it passes on whatever it is given.
  const callApi = telegram.callApi.bind(telegram) as unknown as Call
  return {
    call: async (method: Method, args: unknown, signal: AbortSignal) => {
      const wrapped = withUploads(args, ({ bytes, name }) => ({ source: Buffer.from(bytes), filename: name }))
      try {
        return await callApi(method, wrapped, { signal })
      } catch (error) {
        throw failureOf(method, error)
      }
    },
  }
}

/** Telegraf's own errors carry what was being sent, and node-fetch's the address: only codes go further. */
const failureOf = (method: Method, error: unknown): ApiFailure =>
  error instanceof TelegramError
    ? new ApiFailure(method, error.code, error.description, error.parameters?.retry_after)
    : new ApiFailure(method, 0, '')
