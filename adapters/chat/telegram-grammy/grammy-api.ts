import { Api, GrammyError, InputFile } from 'grammy'
import { API_ROOT, ApiFailure, type BotApi, type Method, withUploads } from '../telegram/index.ts'

type Call = (args: unknown, signal: AbortSignal) => Promise<never>
type BareCall = (signal: AbortSignal) => Promise<never>

/** Calls the Bot API through grammY. */
export const grammyApi = ({ token, apiRoot = API_ROOT }: { token: string; apiRoot?: string }): BotApi => {
  const { raw } = new Api(token, { apiRoot: apiRoot.replace(/\/+$/, '') })
  // grammY's types describe the same Bot API as ours; only its wrapping of uploads differs, which is done here.
  const methods = raw as unknown as Record<Exclude<Method, 'getMe'>, Call> & Record<'getMe', BareCall>
  return {
    call: async (method: Method, args: unknown, signal: AbortSignal) => {
      try {
        if (method === 'getMe') return await methods.getMe(signal)
        return await methods[method](
          withUploads(args, ({ bytes, name }) => new InputFile(bytes, name)),
          signal,
        )
      } catch (error) {
        throw failureOf(method, error)
      }
    },
  }
}

/** grammY's own errors carry what was being sent, and the address with the token: only codes go further. */
const failureOf = (method: Method, error: unknown): ApiFailure =>
  error instanceof GrammyError
    ? new ApiFailure(method, error.error_code, error.description, error.parameters.retry_after)
    : new ApiFailure(method, 0, '')
