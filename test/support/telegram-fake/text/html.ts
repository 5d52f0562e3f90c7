import { byteOffset, type Entity, type Formatted, ParseProblem } from './entity.ts'

const TAGS: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  a: 'text_link',
  'tg-emoji': 'custom_emoji',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

type Open = { tag: string; at: number; entity: Entity }

/** Only four named references exist; anything else behind an ampersand stays as it is written. */
const unescaped = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(lt|gt|amp|quot));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

function attributesOf(text: string): Map<string, string> {
  const found = text.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)
  return new Map([...found].map((m) => [(m[1] ?? '').toLowerCase(), unescaped(m[2] ?? m[3] ?? m[4] ?? '')]))
}

function opened(tag: string, attributes: Map<string, string>, offset: number, outer: Open | undefined): Entity {
  const type = TAGS[tag] ?? ''
  const entity: Entity = { type, offset, length: 0 }
  if (tag === 'a') return { ...entity, url: attributes.get('href') ?? '' }
  if (tag === 'tg-emoji') return { ...entity, custom_emoji_id: attributes.get('emoji-id') ?? '' }
  if (tag === 'blockquote' && attributes.has('expandable')) return { ...entity, type: 'expandable_blockquote' }
  const language = /^language-(.+)$/.exec(attributes.get('class') ?? '')?.[1]
  // <pre><code class="language-x"> is one entity: the inner tag only names the language.
  if (tag === 'code' && outer?.tag === 'pre' && language !== undefined) outer.entity.language = language
  return entity
}

function finished(open: Open, end: number, outer: Open | undefined): Entity | undefined {
  const { entity } = open
  const length = end - entity.offset
  if (open.tag === 'code' && outer?.tag === 'pre') return undefined
  if (entity.type === 'text_link' && !entity.url) return undefined
  return length > 0 ? { ...entity, length } : undefined
}

/**
 * Telegram's HTML mode.
 * @throws ParseProblem for a tag it does not know, or one that is not closed in order.
 */
export function parseHtml(source: string): Formatted {
  const stack: Open[] = []
  const entities: Entity[] = []
  let text = ''
  for (const piece of source.matchAll(/<(\/?)([^>\s/]*)([^>]*)(>?)|[^<]+/g)) {
    const at = byteOffset(source, piece.index)
    const [whole, slash, name, rest, close] = piece
    if (!whole.startsWith('<')) {
      text += unescaped(whole)
      continue
    }
    const tag = (name ?? '').toLowerCase()
    if (slash === '/') {
      const open = stack.pop()
      if (open === undefined) throw new ParseProblem(`Unexpected end tag at byte offset ${at}`)
      if (open.tag !== tag)
        throw new ParseProblem(`Unmatched end tag at byte offset ${at}, expected "</${open.tag}>", found "</${tag}>"`)
      const entity = finished(open, text.length, stack.at(-1))
      if (entity) entities.push(entity)
      continue
    }
    const attributes = attributesOf(rest ?? '')
    if (TAGS[tag] === undefined) throw new ParseProblem(`Unsupported start tag "${tag}" at byte offset ${at}`)
    if (close === '') throw new ParseProblem(`Unclosed start tag at byte offset ${at}`)
    if (tag === 'span' && attributes.get('class') !== 'tg-spoiler')
      throw new ParseProblem(`Tag "span" must have class "tg-spoiler" at byte offset ${at}`)
    stack.push({ tag, at, entity: opened(tag, attributes, text.length, stack.at(-1)) })
  }
  const left = stack.at(-1)
  if (left) throw new ParseProblem(`Can't find end tag corresponding to start tag "${left.tag}"`)
  return { text, entities }
}
