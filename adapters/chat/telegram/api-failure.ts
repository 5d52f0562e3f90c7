import { NotEditable, Refused, type TooFast, Unavailable, Unreachable } from '../../../core/ports/channel.ts'
import type { Method } from './api.ts'

/** What Telegram's answer, or its silence, comes down to. */
export type Why =
  | 'blocked'
  | 'gone'
  | 'not-started'
  | 'too-fast'
  | 'token'
  | 'conflict'
  | 'edit-gone'
  | 'edit-late'
  | 'unchanged'
  | 'picture'
  | 'too-large'
  | 'refused'
  | 'down'

/**
 * A call that failed. Telegram's own words are read and dropped: they can quote what was sent. `status` is 0 when no
 * answer came, after which nobody knows whether the call had its effect.
 */
export class ApiFailure extends Error {
  override name = 'ApiFailure'
  readonly why: Why
  /** In seconds. */
  readonly retryAfter: number

  /** @param retryAfter as Telegram says it apart; of one message of an album it says so only in words */
  constructor(
    readonly method: Method,
    readonly status: number,
    words: string,
    retryAfter = Number(TOO_FAST.exec(words)?.[1] ?? 1),
  ) {
    super(`${method}: ${status === 0 ? 'no answer' : status}`)
    this.why = reason(status, words)
    this.retryAfter = retryAfter
  }
}

const TOO_FAST = /too many requests: retry after (\d+)/i
const GONE =
  /chat not found|user not found|user is deactivated|PEER_ID_INVALID|USER_ID_INVALID|INPUT_USER_DEACTIVATED|kicked|to a supergroup/i
const PICTURE = /IMAGE_PROCESS_FAILED|PHOTO_\w+|too big for a photo|wrong file type/i

const EDIT_GONE = /message to edit not found|MESSAGE_ID_INVALID/i
const EDIT_LATE =
  /can't be edited|MESSAGE_EDIT_TIME_EXPIRED|MESSAGE_AUTHOR_REQUIRED|no (?:text|caption) in the message/i

const reason = (status: number, words: string): Why => {
  // A server of one's own may not know every method.
  if (status === 401 || (status === 404 && !/method/i.test(words))) return 'token'
  if (status === 409) return 'conflict'
  if (status === 429 || (status === 400 && TOO_FAST.test(words))) return 'too-fast'
  if (status === 0 || status >= 500) return 'down'
  if (/message is not modified/i.test(words)) return 'unchanged'
  if (EDIT_GONE.test(words)) return 'edit-gone'
  if (EDIT_LATE.test(words)) return 'edit-late'
  if (GONE.test(words)) return 'gone'
  if (status === 403) return /initiate|can't send messages to bots/i.test(words) ? 'not-started' : 'blocked'
  if (status === 413 || /too big|too large/i.test(words)) return PICTURE.test(words) ? 'picture' : 'too-large'
  return PICTURE.test(words) ? 'picture' : 'refused'
}

/** The failure in the words of the port. `tooFast` says which pause a 429 asks for. */
export const portError = (error: unknown, tooFast: (retryAfter: number) => TooFast): Error => {
  if (!(error instanceof ApiFailure)) return error instanceof Error ? error : new Unavailable('an unknown failure')
  const { why, message, retryAfter } = error
  if (why === 'blocked' || why === 'gone' || why === 'not-started') return new Unreachable(why)
  if (why === 'edit-gone') return new NotEditable('gone')
  if (why === 'edit-late') return new NotEditable('too-old')
  if (why === 'too-fast') return tooFast(retryAfter * 1_000)
  if (why === 'token') return new Unavailable('Telegram does not take the token', true)
  if (why === 'conflict' || why === 'down') return new Unavailable(message)
  return new Refused(message)
}
