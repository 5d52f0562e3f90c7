import type { Clock } from '../../../core/ports/clock.ts'
import type { Dispatch } from './bolt.ts'
import { isSigned } from './signature.ts'

const MOST_BYTES = 1024 * 1024

/** Takes what Slack posts: events, presses and commands. Answers 503 when it should come again. */
export const eventsHandler =
  (parts: { readonly signingSecret: string; readonly clock: Clock; readonly dispatch: Dispatch }) =>
  async (request: Request): Promise<Response> => {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } })
    if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) return new Response(null, { status: 413 })
    const text = await request.text()
    const signed = {
      timestamp: request.headers.get('x-slack-request-timestamp') ?? '',
      signature: request.headers.get('x-slack-signature') ?? '',
      body: text,
    }
    if (!isSigned(parts.signingSecret, Date.parse(parts.clock.now()), signed))
      return new Response(null, { status: 401 })
    const body = bodyOf(text, request.headers.get('content-type') ?? '')
    if (body === undefined) return new Response(null, { status: 400 })
    if (body.ssl_check !== undefined) return new Response(null, { status: 200 })
    if (body.type === 'url_verification') return Response.json({ challenge: body.challenge })
    const verdict = await parts.dispatch(body, Number(request.headers.get('x-slack-retry-num') ?? 0))
    if (typeof verdict === 'object') return Response.json(verdict.answer)
    return verdict === 'taken'
      ? new Response(null, { status: 200 })
      : new Response(null, { status: 503, headers: { 'Retry-After': '5' } })
  }

/** Events come as JSON; presses as JSON in a form, commands as a form. */
const bodyOf = (text: string, type: string): Readonly<Record<string, unknown>> | undefined => {
  if (!type.includes('form-urlencoded')) return objectOf(text)
  const form = new URLSearchParams(text)
  const payload = form.get('payload')
  return payload === null ? Object.fromEntries(form) : objectOf(payload)
}

const objectOf = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
