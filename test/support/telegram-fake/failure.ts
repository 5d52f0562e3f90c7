/**
 * What the bot did wrong, as opposed to what happened to it. Tests assert that there are none.
 * `limit` covers lengths, sizes, formats and parse errors that a correct bot can know before it sends.
 */
type ViolationKind =
  | 'unknown-method'
  | 'unknown-field'
  | 'missing-field'
  | 'wrong-type'
  | 'malformed-body'
  | 'limit'
  /** The fake itself is broken. */
  | 'fake-failed'

export type Issue = { kind: ViolationKind; path: string; problem: string }

export type ResponseParameters = { retry_after?: number }

/** An answer with `ok: false`, in Telegram's own words. */
export class Failure extends Error {
  readonly code: number
  readonly parameters: ResponseParameters | undefined
  /** Set when the bot could have known better. */
  readonly issue: Issue | undefined

  constructor(code: number, description: string, more: { parameters?: ResponseParameters; issue?: Issue } = {}) {
    super(description)
    this.name = 'Failure'
    this.code = code
    this.parameters = more.parameters
    this.issue = more.issue
  }
}

export const badRequest = (what: string) => new Failure(400, `Bad Request: ${what}`)

/** A documented limit that the bot broke: answered like Telegram and recorded as a violation. */
export const breach = (path: string, what: string, problem = what) =>
  new Failure(400, `Bad Request: ${what}`, { issue: { kind: 'limit', path, problem } })

export const forbidden = (what: string) => new Failure(403, `Forbidden: ${what}`)

export const tooManyRequests = (retryAfter: number) =>
  new Failure(429, `Too Many Requests: retry after ${retryAfter}`, { parameters: { retry_after: retryAfter } })
