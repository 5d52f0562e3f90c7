import { z } from 'zod'

const Element = z.object({
  type: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  unicode: z.string().optional(),
  name: z.string().optional(),
})
const Group = z.object({ type: z.string(), elements: z.array(z.unknown()) })
const RichText = z.object({ type: z.literal('rich_text'), elements: z.array(z.unknown()) })

interface Written {
  readonly text?: string | undefined
  readonly blocks?: readonly unknown[] | undefined
}

/**
 * What a person wrote. Slack's `text` turns emoji into `:names:` and marks up what looks like a link; the block beside
 * it still knows the characters.
 */
export const wordsOf = ({ text = '', blocks = [] }: Written): string => {
  const rich = blocks.flatMap((block) => {
    const parsed = RichText.safeParse(block)
    return parsed.success ? [parsed.data] : []
  })
  if (rich.length === 0) return unescaped(text)
  const lines = rich.flatMap(({ elements }) => elements.map(groupWords)).filter((line) => line !== undefined)
  return lines.join('\n').replace(/\n$/, '')
}

const groupWords = (value: unknown): string | undefined => {
  const group = Group.safeParse(value)
  if (!group.success) return undefined
  const { type, elements } = group.data
  if (type === 'rich_text_list') return elements.map((each) => `• ${groupWords(each) ?? ''}`).join('\n')
  return elements.map(elementWords).join('')
}

const elementWords = (value: unknown): string => {
  const parsed = Element.safeParse(value)
  if (!parsed.success) return ''
  const { type, text, url, unicode, name } = parsed.data
  if (type === 'emoji') return unicode === undefined ? `:${name ?? ''}:` : charactersOf(unicode)
  if (type === 'link') return text === undefined || text === url ? (url ?? '') : `${text} (${url ?? ''})`
  return text ?? ''
}

/** `1f468-200d-1f469` as the characters that it names. */
const charactersOf = (unicode: string): string => {
  const points = unicode.split('-').map((each) => Number.parseInt(each, 16))
  return points.every((point) => point > 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : ''
}

/** Links as their address, mentions as their name, and the three characters that Slack escapes. */
const unescaped = (text: string): string =>
  text
    .replace(/<([@#!]?)([^|<>]*)(?:\|([^<>]*))?>/g, (_all, sign: string, target: string, label?: string) =>
      sign === '' ? target.replace(/^mailto:/, '') : (label ?? ''),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
