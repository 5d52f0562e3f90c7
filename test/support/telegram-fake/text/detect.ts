import type { Entity, Formatted } from './entity.ts'

const FINDERS: readonly (readonly [string, RegExp])[] = [
  ['url', /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)）。,]/g],
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['bot_command', /(?<![\w/])\/[a-zA-Z0-9_]{1,32}(?:@\w+)?(?![\w/])/g],
  ['mention', /(?<!\w)@[a-zA-Z]\w{3,31}/g],
  ['hashtag', /(?<![\p{L}\d_])#[\p{L}\d_]*\p{L}[\p{L}\d_]*/gu],
]

const overlaps = (a: Entity, b: Entity) => a.offset < b.offset + b.length && b.offset < a.offset + a.length

/** Adds what Telegram finds by itself: commands, addresses, mentions. Bot libraries find commands only through these. */
export function detected({ text, entities }: Formatted): Formatted {
  const found = [...entities]
  for (const [type, finder] of FINDERS) {
    for (const match of text.matchAll(finder)) {
      const entity = { type, offset: match.index, length: match[0].length }
      if (!found.some((other) => overlaps(other, entity))) found.push(entity)
    }
  }
  return { text, entities: found.sort((a, b) => a.offset - b.offset || b.length - a.length) }
}
