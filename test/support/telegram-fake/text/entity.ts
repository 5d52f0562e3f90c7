import type { Json } from '../payload.ts'

/** Offsets and lengths count UTF-16 units, as Telegram and JavaScript both do. */
export type Entity = {
  type: string
  offset: number
  length: number
  url?: string
  language?: string
  custom_emoji_id?: string
  user?: Json
}

export type Formatted = { text: string; entities: Entity[] }

/** Thrown by the parsers; `at` is a byte offset, as in Telegram's own words. */
export class ParseProblem extends Error {}

export const byteOffset = (text: string, at: number): number => Buffer.byteLength(text.slice(0, at))

const byPosition = (a: Entity, b: Entity) => a.offset - b.offset || b.length - a.length

/** Telegram cuts white space off both ends of a message, moves the entities with it and drops the empty ones. */
export function trimmed({ text, entities }: Formatted): Formatted {
  const start = text.length - text.trimStart().length
  const kept = text.trim()
  const moved = entities.map((entity) => {
    const from = Math.max(entity.offset - start, 0)
    const to = Math.min(entity.offset + entity.length - start, kept.length)
    return { ...entity, offset: from, length: to - from }
  })
  return { text: kept, entities: moved.filter((entity) => entity.length > 0).sort(byPosition) }
}
