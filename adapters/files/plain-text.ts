/** What a browser or a system might run or draw, although it looks like text. */
const ACTIVE = /^\s*(<|#!|%!PS|\{\\rtf|MZ)|<(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|\?php)/i

/** Extensions under which people send notes and lists. */
const NOTES = new Set(['txt', 'text', 'md', 'csv', 'log'])

/**
 * Whether `bytes` are a text that people wrote: in UTF-8, UTF-16 with its mark, or GB18030, without control
 * characters, and not markup or a script. The name can only speak against it.
 */
export const isPlainText = (bytes: Uint8Array, name: string | undefined): boolean => {
  const extension = /\.([a-z]\w{0,5})$/i.exec(name ?? '')?.[1]
  if (extension !== undefined && !NOTES.has(extension.toLowerCase())) return false
  const text = decode(bytes)
  return text !== undefined && !hasControls(text) && !ACTIVE.test(text)
}

/** Which UTF-16 the first two bytes mark, if any. */
export const utf16Of = ([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

const decode = (bytes: Uint8Array): string | undefined => {
  const utf16 = utf16Of(bytes)
  for (const encoding of utf16 === undefined ? ['utf-8', 'gb18030'] : [utf16]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this one; the next may fit.
    }
  }
  return undefined
}

/** Anything below a blank but tabs and line ends, and DEL: no text holds them, and most programs do. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const hasControls = (text: string): boolean => /[\0-\x08\x0b\x0e-\x1f\x7f]/.test(text)
