import { createHash, timingSafeEqual } from 'node:crypto'
import type { Update } from '@grammyjs/types'

const MOST_BYTES = 1024 * 1024

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * Answers 200 only when `take` has dealt with the update durably: after anything from 300 up, Telegram posts it again.
 */
export const webhookHandler = (
  secret: string,
  take: (update: Update) => Promise<void>,
): ((request: Request) => Promise<Response>) => {
  const expected = digest(secret)
  return async (request) => {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } })
    const given = request.headers.get('x-telegram-bot-api-secret-token') ?? ''
    // Digests are equally long, so that the comparison tells nothing of the secret, not even its length.
    if (!timingSafeEqual(digest(given), expected)) return new Response(null, { status: 401 })
    if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) return new Response(null, { status: 413 })
    const update = readUpdate(await request.text())
    if (update === undefined) return new Response(null, { status: 400 })
    try {
      await take(update)
      return new Response(null, { status: 200 })
    } catch {
      return new Response(null, { status: 503, headers: { 'Retry-After': '5' } })
    }
  }
}

const readUpdate = (body: string): Update | undefined => {
  try {
    const value: unknown = JSON.parse(body)
    const isUpdate = typeof value === 'object' && value !== null && 'update_id' in value
    // Whoever knows the secret is Telegram, and Telegram's updates have the shape that it describes.
    return isUpdate && Number.isSafeInteger(value.update_id) ? (value as Update) : undefined
  } catch {
    return undefined
  }
}
