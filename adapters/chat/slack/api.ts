import { webApi } from '@slack/bolt'
import { ApiFailure } from './api-failure.ts'
import { HUSHED } from './hushed.ts'

const PATIENCE = 20_000
const UPLOAD_PATIENCE = 120_000

/** Slack's Web API. Nothing is repeated or delayed here: the outbox does the pacing. */
export class SlackApi {
  private readonly client: webApi.WebClient

  constructor(botToken: string, apiUrl: string) {
    this.client = new webApi.WebClient(botToken, {
      slackApiUrl: apiUrl,
      logger: HUSHED,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
      timeout: PATIENCE,
      allowAbsoluteUrls: false,
    })
  }

  /** Calls with the typed client: `ask('chat.postMessage', (web) => web.chat.postMessage(…))`. @throws ApiFailure */
  async ask<T>(method: string, call: (web: webApi.WebClient) => Promise<T>): Promise<T> {
    try {
      return await call(this.client)
    } catch (error) {
      throw failureOf(method, error)
    }
  }

  /** Puts bytes where Slack said. @throws ApiFailure */
  async upload(address: string, bytes: Uint8Array): Promise<void> {
    let status = 0
    try {
      const signal = AbortSignal.timeout(UPLOAD_PATIENCE)
      const headers = { 'Content-Type': 'application/octet-stream' }
      const response = await fetch(address, { method: 'POST', headers, body: new Uint8Array(bytes), signal })
      await response.arrayBuffer()
      status = response.status
    } catch {
      throw new ApiFailure('files.upload', 'no_answer')
    }
    if (status === 429) throw new ApiFailure('files.upload', 'ratelimited')
    if (status !== 200) throw new ApiFailure('files.upload', `http_${status}`)
  }
}

/** The library's own errors carry headers, bodies and what was being sent: only codes go further. */
const failureOf = (method: string, error: unknown): ApiFailure => {
  if (error instanceof webApi.WebAPIPlatformError) return new ApiFailure(method, error.data.error)
  if (error instanceof webApi.WebAPIRateLimitedError) return new ApiFailure(method, 'ratelimited', error.retryAfter)
  if (error instanceof webApi.WebAPIHTTPError) return new ApiFailure(method, `http_${error.statusCode}`)
  return new ApiFailure(method, 'no_answer')
}
