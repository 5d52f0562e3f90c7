import { byteOffset, type Entity, type Formatted, ParseProblem } from './entity.ts'

/** Longest first: `__` is underline, not italic twice. */
const MARKS: readonly (readonly [string, string])[] = [
  ['||', 'spoiler'],
  ['__', 'underline'],
  ['*', 'bold'],
  ['_', 'italic'],
  ['~', 'strikethrough'],
]
const RESERVED = '_*[]()~`>#+-=|{}.!'

type Open = { mark: string; type: string; offset: number; at: number }

class MarkdownV2 {
  readonly #source: string
  readonly #stack: Open[] = []
  readonly #entities: Entity[] = []
  #text = ''
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  parse(): Formatted {
    while (this.#at < this.#source.length) this.#step()
    if (this.#stack.at(-1)?.type.includes('blockquote')) this.#closeQuote()
    const left = this.#stack.at(-1)
    if (left) throw this.#problem(`Can't find end of ${name(left.type)} entity at byte offset`, left.at)
    return { text: this.#text, entities: this.#entities }
  }

  #step(): void {
    const char = this.#source[this.#at] ?? ''
    if (char === '\\') this.#escaped()
    else if (this.#lineStart() && /^(\*\*)?>/.test(this.#source.slice(this.#at, this.#at + 3))) this.#quote()
    else if (char === '`') this.#code()
    else if (char === '[') this.#open('[', 'text_link')
    else if (this.#source.startsWith('![', this.#at)) this.#open('![', 'custom_emoji')
    else if (char === ']' && /^!?\[$/.test(this.#stack.at(-1)?.mark ?? '')) this.#closeLink()
    else if (!this.#toggle()) this.#plain(char)
  }

  #plain(char: string): void {
    if (RESERVED.includes(char))
      throw new ParseProblem(`Character '${char}' is reserved and must be escaped with the preceding '\\'`)
    this.#text += char
    this.#at += 1
    const inQuote = this.#stack.at(-1)?.type.includes('blockquote') ?? false
    if (char === '\n' && inQuote && this.#source[this.#at] !== '>') this.#closeQuote()
  }

  #escaped(): void {
    const next = this.#source[this.#at + 1]
    // A backslash before anything but printable ASCII stands for itself.
    const escapes = next !== undefined && next > '\0' && next < '\x7f'
    this.#text += escapes ? next : '\\'
    this.#at += escapes ? 2 : 1
  }

  #lineStart = (): boolean => this.#at === 0 || this.#source[this.#at - 1] === '\n'

  #quote(): void {
    const expandable = this.#source.startsWith('**', this.#at)
    if (!this.#stack.some((open) => open.type.includes('blockquote')))
      this.#open('', expandable ? 'expandable_blockquote' : 'blockquote')
    this.#at += expandable ? 3 : 1
  }

  #closeQuote(): void {
    const open = this.#stack.pop()
    const collapsed = this.#text.endsWith('\n') ? 1 : 0
    if (open) this.#push(open, {}, this.#text.length - collapsed)
  }

  #toggle(): boolean {
    for (const [mark, type] of MARKS) {
      if (!this.#source.startsWith(mark, this.#at)) continue
      const open = this.#stack.at(-1)
      if (open?.mark === mark) {
        this.#stack.pop()
        this.#at += mark.length
        this.#push(open)
        return true
      }
      if (this.#stack.some((other) => other.mark === mark))
        throw this.#problem(`Can't find end of ${name(open?.type ?? type)} entity at byte offset`, open?.at ?? this.#at)
      this.#open(mark, type)
      return true
    }
    return false
  }

  #code(): void {
    const mark = this.#source.startsWith('```', this.#at) ? '```' : '`'
    const start = this.#at
    const type = mark === '`' ? 'code' : 'pre'
    const end = new RegExp(`^((?:\\\\[\\s\\S]|[^\\\\])*?)${mark}`).exec(this.#source.slice(start + mark.length))
    if (end === null) throw this.#problem(`Can't find end of ${name(type)} entity at byte offset`, start)
    const language = type === 'pre' ? /^([^\s`]+)\n/.exec(end[1] ?? '')?.[1] : undefined
    const inside = (end[1] ?? '').slice(language === undefined ? 0 : language.length + 1)
    const offset = this.#text.length
    this.#text += inside.replace(/\\([ -~])/g, '$1').replace(/^\n/, type === 'pre' ? '' : '\n')
    this.#at = start + mark.length + end[0].length
    this.#push({ mark, type, offset, at: start }, language === undefined ? {} : { language })
  }

  #closeLink(): void {
    const open = this.#stack.pop()
    const target = /^\]\(((?:\\[\s\S]|[^\\)])*)\)/.exec(this.#source.slice(this.#at))
    this.#at += target?.[0].length ?? 1
    const url = (target?.[1] ?? '').replace(/\\([ -~])/g, '$1')
    if (open === undefined || url === '') return
    const emoji = /^tg:\/\/emoji\?id=(\d+)$/.exec(url)?.[1]
    this.#push(open, open.mark === '![' ? { custom_emoji_id: emoji ?? '' } : { url })
  }

  #open(mark: string, type: string): void {
    this.#stack.push({ mark, type, offset: this.#text.length, at: this.#at })
    this.#at += mark.length
  }

  #push(open: Open, more: Partial<Entity> = {}, end = this.#text.length): void {
    const length = end - open.offset
    if (length > 0) this.#entities.push({ type: open.type, offset: open.offset, length, ...more })
  }

  #problem = (words: string, at: number) => new ParseProblem(`${words} ${byteOffset(this.#source, at)}`)
}

const NAMES: Record<string, string> = { text_link: 'TextUrl', custom_emoji: 'CustomEmoji', pre: 'Pre', code: 'Code' }
const name = (type: string) => NAMES[type] ?? type.charAt(0).toUpperCase() + type.slice(1)

/**
 * Telegram's MarkdownV2 mode.
 * @throws ParseProblem for a reserved character that is not escaped, or an entity that does not end.
 */
export const parseMarkdownV2 = (source: string): Formatted => new MarkdownV2(source).parse()
