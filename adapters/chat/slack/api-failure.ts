import { NotEditable, Refused, type TooFast, Unavailable, Unreachable } from '../../../core/ports/channel.ts'

/** What Slack's answer, or its silence, comes down to. */
export type Why = 'gone' | 'edit-gone' | 'edit-late' | 'too-fast' | 'token' | 'tab-off' | 'scope' | 'refused' | 'down'

/**
 * A call that failed. `code` is Slack's word for it, such as `channel_not_found`; its explanations are dropped, since
 * they can quote what was sent.
 */
export class ApiFailure extends Error {
  override name = 'ApiFailure'
  readonly why: Why

  /** @param retryAfter in seconds, as Slack says it */
  constructor(
    readonly method: string,
    readonly code: string,
    readonly retryAfter = 1,
  ) {
    const plain = /^[a-z0-9_]{1,60}$/.test(code) ? code : 'unknown'
    super(`${method}: ${plain}`)
    this.why = reason(method, plain)
  }
}

const GONE: readonly string[] = [
  'cannot_dm_bot',
  'channel_not_found',
  'invalid_user_combination',
  'is_archived',
  'not_in_channel',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'users_not_found',
]
/** Slack says `account_inactive` of the account that the token belongs to, never of the person who is written to. */
const TOKEN: readonly string[] = [
  'access_denied',
  'account_inactive',
  'ekm_access_denied',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
]
const DOWN: readonly string[] = [
  'fatal_error',
  'internal_error',
  'no_answer',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]
const TOO_FAST: readonly string[] = ['message_limit_exceeded', 'rate_limited', 'ratelimited']

const EDIT_LATE: readonly string[] = [
  'edit_window_closed',
  'cant_update_message',
  'cant_broadcast_message',
  'as_user_not_supported',
]

const reason = (method: string, code: string): Why => {
  if (TOO_FAST.includes(code)) return 'too-fast'
  if (code === 'message_not_found') return 'edit-gone'
  if (EDIT_LATE.includes(code)) return 'edit-late'
  if (GONE.includes(code)) return 'gone'
  if (TOKEN.includes(code)) return 'token'
  if (code === 'messages_tab_disabled') return 'tab-off'
  // Without the scope for files words still arrive; without any other nothing does.
  if (code === 'missing_scope') return method.startsWith('files.') ? 'scope' : 'token'
  return DOWN.includes(code) || /^http_[45]/.test(code) ? 'down' : 'refused'
}

/** The failure in the words of the port. `tooFast` says which pause a 429 asks for, in milliseconds. */
export const portError = (error: unknown, tooFast: (retryAfter: number) => TooFast): Error => {
  if (!(error instanceof ApiFailure)) return error instanceof Error ? error : new Unavailable('an unknown failure')
  const { why, message, retryAfter } = error
  if (why === 'gone') return new Unreachable('gone')
  if (why === 'edit-gone') return new NotEditable('gone')
  if (why === 'edit-late') return new NotEditable('too-old')
  if (why === 'too-fast') return tooFast(retryAfter * 1_000)
  if (why === 'token' || why === 'tab-off') return new Unavailable(message, true)
  if (why === 'down') return new Unavailable(message)
  return new Refused(message)
}
