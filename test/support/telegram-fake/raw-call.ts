import { isJson, type Json } from './payload.ts'
import type { TelegramFake } from './telegram-fake.ts'

export type RawAnswer = { status: number; ok: boolean; result: unknown; description: string; retryAfter: unknown }

async function read(response: Response): Promise<RawAnswer> {
  const answer: unknown = await response.json()
  const json: Json = isJson(answer) ? answer : {}
  const parameters = isJson(json.parameters) ? json.parameters : {}
  return {
    status: response.status,
    ok: json.ok === true,
    result: json.result,
    description: String(json.description ?? ''),
    retryAfter: parameters.retry_after,
  }
}

export const methodUrl = (fake: TelegramFake, method: string) => `${fake.apiRoot}/bot${fake.token}/${method}`

/** Calls a method as a hand-written client would, so that tests can send what no library would. */
export async function rawCall(fake: TelegramFake, method: string, payload: Json = {}): Promise<RawAnswer> {
  const headers = { 'content-type': 'application/json' }
  return read(await fetch(methodUrl(fake, method), { method: 'POST', headers, body: JSON.stringify(payload) }))
}

/** The same with urlencoded or multipart/form-data parameters. */
export async function rawForm(
  fake: TelegramFake,
  method: string,
  body: FormData | URLSearchParams,
): Promise<RawAnswer> {
  return read(await fetch(methodUrl(fake, method), { method: 'POST', body }))
}

/** The result of a call that must succeed, as an object. */
export async function resultOf(fake: TelegramFake, method: string, payload: Json = {}): Promise<Json> {
  const answer = await rawCall(fake, method, payload)
  if (!answer.ok || !isJson(answer.result)) throw new Error(`${method}: ${answer.description || 'not an object'}`)
  return answer.result
}

/** The updates a poll gets. */
export async function poll(fake: TelegramFake, payload: Json = {}): Promise<Json[]> {
  const answer = await rawCall(fake, 'getUpdates', payload)
  if (!answer.ok || !Array.isArray(answer.result)) throw new Error(`getUpdates: ${answer.description}`)
  return answer.result
}

/** Waits a little until `condition` holds. */
export async function eventually(condition: () => boolean, timeoutMs = 3_000): Promise<void> {
  for (const end = Date.now() + timeoutMs; !condition(); ) {
    if (Date.now() > end) throw new Error('It did not happen in time.')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The smallest PNG: one pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
