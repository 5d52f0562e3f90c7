import { detected } from './text/detect.ts'
import type { Formatted } from './text/entity.ts'

const CLIENT_LIMIT = 4096

/** Clients cut long texts themselves, without parting a surrogate pair. */
export function cut(text: string): string[] {
  const parts: string[] = []
  for (let rest = text.trim(); rest !== ''; ) {
    const pair = /[\ud800-\udbff]/.test(rest.charAt(CLIENT_LIMIT - 1)) && rest.length > CLIENT_LIMIT
    const end = pair ? CLIENT_LIMIT - 1 : CLIENT_LIMIT
    parts.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return parts
}

/** What a person types carries no markup, but Telegram finds commands and addresses in it. */
export const formatted = (text: string): Formatted => detected({ text, entities: [] })
