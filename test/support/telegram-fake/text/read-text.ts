import { breach } from '../failure.ts'
import { numberOf, objectOf, objectsOf, type Payload, stringOf } from '../payload.ts'
import { detected } from './detect.ts'
import { type Entity, type Formatted, ParseProblem, trimmed } from './entity.ts'
import { parseHtml } from './html.ts'
import { parseMarkdownV2 } from './markdown.ts'

const PARSERS: Record<string, (source: string) => Formatted> = { html: parseHtml, markdownv2: parseMarkdownV2 }

/** Telegram turns control characters into spaces and drops carriage returns and direction overrides. */
const cleaned = (text: string) =>
  text
    .replaceAll('\r', '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what it is about
    .replace(/[\x00-\x09\x0b-\x1f]/g, ' ')
    .replace(/[\u2028-\u202e]/g, '')

function entitiesOf(payload: Payload, field: string, text: string): Entity[] {
  return objectsOf(payload, field).map((entity, index) => {
    const offset = numberOf(entity, 'offset') ?? 0
    const length = numberOf(entity, 'length') ?? 0
    if (offset < 0 || length < 1 || offset + length > text.length)
      throw breach(`${field}[${index}]`, 'ENTITY_BOUNDS_INVALID')
    const url = stringOf(entity, 'url')
    const language = stringOf(entity, 'language')
    const user = objectOf(entity, 'user')
    return {
      type: stringOf(entity, 'type') ?? '',
      offset,
      length,
      ...(url === undefined ? {} : { url }),
      ...(language === undefined ? {} : { language }),
      ...(user === undefined ? {} : { user }),
    }
  })
}

function parsed(payload: Payload, field: string, source: string): Formatted {
  const mode = stringOf(payload, 'parse_mode') ?? ''
  if (mode === '') {
    const own = field === 'text' ? 'entities' : 'caption_entities'
    const entities = entitiesOf(payload, own, source)
    return entities.length > 0 ? { text: source, entities } : { text: cleaned(source), entities }
  }
  const parser = PARSERS[mode.toLowerCase()]
  if (parser === undefined) throw breach('parse_mode', 'unsupported parse_mode', `${mode} is not HTML or MarkdownV2`)
  try {
    return parser(cleaned(source))
  } catch (error) {
    if (error instanceof ParseProblem) throw breach(field, `can't parse entities: ${error.message}`)
    throw error
  }
}

function read(payload: Payload, field: string): Formatted {
  return detected(trimmed(parsed(payload, field, stringOf(payload, field) ?? '')))
}

/** The text of a message, 1–4096 UTF-16 units after parsing. @throws Failure */
export function readText(payload: Payload): Formatted {
  const content = read(payload, 'text')
  if (content.text === '') throw breach('text', 'message text is empty')
  if (content.text.length > 4096)
    throw breach('text', 'message is too long', `${content.text.length} UTF-16 units, at most 4096`)
  return content
}

/** A caption, 0–1024 UTF-16 units after parsing; undefined when there is none. @throws Failure */
export function readCaption(payload: Payload): Formatted | undefined {
  if (stringOf(payload, 'caption') === undefined) return undefined
  const content = read(payload, 'caption')
  if (content.text.length > 1024)
    throw breach('caption', 'message caption is too long', `${content.text.length} UTF-16 units, at most 1024`)
  return content.text === '' ? undefined : content
}
