import type { ApiMethods } from '@grammyjs/types'

/** Bytes to be uploaded. Each library has a wrapping of its own for them. */
export class Upload {
  constructor(
    readonly bytes: Uint8Array,
    readonly name: string,
  ) {}
}

type Methods = ApiMethods<Upload>

/** The methods of the Bot API that this program calls; no more are needed. */
export type Method =
  | 'answerCallbackQuery'
  | 'deleteWebhook'
  | 'editMessageCaption'
  | 'editMessageReplyMarkup'
  | 'editMessageText'
  | 'getFile'
  | 'getMe'
  | 'getUpdates'
  | 'sendDocument'
  | 'sendMediaGroup'
  | 'sendMessage'
  | 'sendPhoto'
  | 'setMyCommands'
  | 'setWebhook'

export type Args<M extends Method> =
  Parameters<Methods[M]> extends [] ? Record<string, never> : NonNullable<Parameters<Methods[M]>[0]>
export type Result<M extends Method> = ReturnType<Methods[M]>

/** The way to Telegram that a library gives: one call, one answer, nothing repeated by itself. */
export interface BotApi {
  /** @throws ApiFailure and nothing else: a library's own errors carry the token and what was being sent */
  call<M extends Method>(method: M, args: Args<M>, signal: AbortSignal): Promise<Result<M>>
}

/** `args` with every upload in it wrapped as the library wants it. */
export const withUploads = (args: unknown, wrap: (upload: Upload) => unknown): unknown => {
  if (args instanceof Upload) return wrap(args)
  if (Array.isArray(args)) return args.map((each) => withUploads(each, wrap))
  if (typeof args !== 'object' || args === null) return args
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, withUploads(value, wrap)]))
}

/** How long one call may take, in milliseconds: an upload over a slow line longer than a word. */
const PATIENCE = 30_000
const UPLOAD_PATIENCE = 120_000

/** Calls with the time limit that fits the method. @throws ApiFailure */
export const call = <M extends Method>(api: BotApi, method: M, args: Args<M>): Promise<Result<M>> => {
  const uploads = method === 'sendPhoto' || method === 'sendDocument' || method === 'sendMediaGroup'
  return api.call(method, args, AbortSignal.timeout(uploads ? UPLOAD_PATIENCE : PATIENCE))
}
