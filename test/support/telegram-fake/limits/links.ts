import { breach } from '../failure.ts'
import type { Formatted } from '../text/entity.ts'

/** What may follow `?start=` in a deep link. */
export const START_PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/

/**
 * A deep link with a bad payload opens the chat but loses the payload, which nobody notices: Telegram itself accepts
 * it, the fake does not.
 */
export function checkDeepLink(url: string, path: string): void {
  const payload = /^(?:https?:\/\/t(?:elegram)?\.me\/\w+\?|tg:\/\/resolve\?(?:.*&)?)start(?:group)?=([^&#]*)/.exec(
    url,
  )?.[1]
  if (payload !== undefined && !START_PAYLOAD.test(payload))
    throw breach(path, 'START_PARAM_INVALID', `the start payload ${payload} is not 1–64 of A–Z a–z 0–9 _ -`)
}

/** Checks every deep link that a reader of the text could follow. */
export function checkLinks({ text, entities }: Formatted, path: string): void {
  for (const entity of entities) {
    const shown = text.slice(entity.offset, entity.offset + entity.length)
    if (entity.type === 'url') checkDeepLink(shown, path)
    if (entity.url !== undefined) checkDeepLink(entity.url, path)
  }
}
