import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Content } from '../../core/content/content.ts'
import { type Fault, Invalid, notFound, type Params, Refusal } from '../../core/kernel/errors.ts'
import { Unavailable } from '../../core/ports/channel.ts'
import type { Ids } from '../../core/ports/ids.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { DocumentTooLarge, StoreUnavailable } from '../../core/ports/store.ts'
import { requestLanguage } from './language.ts'

/** What went wrong, as RFC 9457 has it, with this program's stable `code`. */
export interface Problem {
  readonly type: string
  readonly status: number
  /** What kind of problem, in the reader's language. */
  readonly title: string
  /** What happened this time and what to do now, in the reader's language. */
  readonly detail: string
  readonly code: string
  /** What is wrong with the input, and where. */
  readonly faults?: readonly Fault[]
  /** The number under which the cause stands in the log. */
  readonly incident?: string
}

export const PROBLEM_TYPE = 'application/problem+json'

/** An address does not have this method; becomes a 405. */
export class WrongMethod extends Error {
  override name = 'WrongMethod'
  /** `allowed` as the header `Allow` has it: `GET, POST`. */
  constructor(readonly allowed: string) {
    super(`use ${allowed}`)
  }
}

/** A body is not JSON by its own word; becomes a 415. */
export class WrongType extends Error {
  override name = 'WrongType'
}

/** Something that the program needs does not work now; becomes a 503 that names it. */
export class NotReady extends Error {
  override name = 'NotReady'
  constructor(readonly checks: readonly string[]) {
    super(`not ready: ${checks.join(', ')}`)
  }
}

export interface ProblemParts {
  readonly content: Pick<Content, 'say'>
  readonly ids: Ids
  readonly logger: Logger
}

/** Turns everything that is thrown into an answer that people and programs can read. */
export interface Problems {
  readonly onError: ErrorHandler
  readonly notFound: NotFoundHandler
}

interface Failure {
  readonly code: string
  readonly status: ContentfulStatusCode
  readonly params?: Params
  /** In seconds. */
  readonly retryAfter?: number
  readonly allow?: string
  readonly faults?: readonly Fault[]
  readonly incident?: string
}

export const problems = (parts: ProblemParts): Problems => {
  const respond = (c: Context, failure: Failure): Response => {
    const problem = problemOf(failure, parts.content, c)
    if (failure.retryAfter !== undefined) c.header('Retry-After', String(failure.retryAfter))
    // What was too large is not read to its end, so that nothing else can come on this connection.
    if (failure.status === 413) c.header('Connection', 'close')
    if (failure.allow !== undefined) c.header('Allow', failure.allow)
    if (failure.status === 401 && failure.code.startsWith('access.')) c.header('WWW-Authenticate', 'Bearer')
    c.header('Content-Language', requestLanguage(c))
    c.header('Cache-Control', 'no-store')
    c.header('Content-Type', PROBLEM_TYPE)
    return c.body(JSON.stringify(problem), failure.status)
  }
  return {
    onError: (error, c) => respond(c, expected(error) ?? unexpected(parts, error, c)),
    notFound: (c) => respond(c, failureOf(notFound('http.not-found'))),
  }
}

const problemOf = (failure: Failure, content: Pick<Content, 'say'>, c: Context): Problem => {
  const { code, status, params = {}, faults, incident } = failure
  const language = requestLanguage(c)
  const title = content.say(language, `http.title-${status}`)
  const key = `errors.${code}`
  const detail = content.say(language, key, params)
  return {
    type: `urn:contact-point:problem:${code}`,
    status,
    title,
    // A refusal without words still says what kind it is.
    detail: detail === key ? title : detail,
    code,
    ...(faults === undefined ? {} : { faults }),
    ...(incident === undefined ? {} : { incident }),
  }
}

const expected = (error: unknown): Failure | undefined => {
  if (error instanceof Refusal) return failureOf(error)
  if (error instanceof StoreUnavailable || error instanceof Unavailable) {
    return { code: 'http.unavailable', status: 503, retryAfter: 5 }
  }
  if (error instanceof NotReady) {
    const faults = error.checks.map((path) => ({ path, message: 'does not work now' }))
    return { code: 'http.not-ready', status: 503, retryAfter: 5, faults }
  }
  if (error instanceof WrongMethod) {
    return { code: 'http.wrong-method', status: 405, params: { allowed: error.allowed }, allow: error.allowed }
  }
  if (error instanceof WrongType) return { code: 'http.wrong-type', status: 415 }
  if (error instanceof DocumentTooLarge) return { code: 'http.too-much', status: 413 }
  if (error instanceof HTTPException && error.status < 500)
    return { code: 'http.bad-request', status: error.status as 400 }
  return undefined
}

const failureOf = (refusal: Refusal): Failure => {
  const { code, status, params } = refusal
  const seconds = params.seconds
  return {
    code,
    status,
    params,
    ...(status === 429 && typeof seconds === 'number' ? { retryAfter: seconds } : {}),
    ...(refusal instanceof Invalid ? { faults: refusal.faults } : {}),
  }
}

const unexpected = ({ ids, logger }: ProblemParts, error: unknown, c: Context): Failure => {
  const incident = ids.fresh().slice(-6).toUpperCase()
  // The pattern, not the path: a path may name something that logs must not.
  logger.error('request.failed', { incident, method: c.req.method, route: c.req.routePath }, error)
  return { code: 'http.incident', status: 500, params: { incident }, incident }
}
