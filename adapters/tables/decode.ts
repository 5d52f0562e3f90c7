import { TableUnreadable } from '../../core/ports/tables.ts'

/** Where a text begins, by the encoding that its first bytes stand for. */
const MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * The text of a file whose encoding nobody told: by its mark, else UTF-8 where it is well-formed, else GB18030, as
 * spreadsheet programs in China write it. @throws TableUnreadable `encoding`
 */
export const decode = (bytes: Uint8Array): string => {
  const [marked, mark] = MARKS.find(([, begins]) => begins.every((byte, n) => bytes[n] === byte)) ?? []
  const rest = bytes.subarray(mark?.length ?? 0)
  const guesses = marked?.startsWith('utf-16')
    ? [marked]
    : [...unmarkedWide(rest), ...(marked === undefined ? [] : [marked])]
  // Some programs put the mark of UTF-8 before a text in GB18030: a mark is a guess like the others.
  for (const encoding of [...guesses, 'utf-8', 'gb18030']) {
    const text = attempt(rest, encoding)
    if (text !== undefined && !text.includes('\0')) return text
  }
  throw new TableUnreadable('encoding')
}

const attempt = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** UTF-16 without a mark: separators and line ends make every other byte of some pairs zero. */
const unmarkedWide = (bytes: Uint8Array): readonly string[] => {
  const zeros = [0, 0]
  for (const [n, byte] of bytes.subarray(0, 2_000).entries()) if (byte === 0) zeros[n % 2] = (zeros[n % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  return even + odd === 0 ? [] : [odd >= even ? 'utf-16le' : 'utf-16be']
}
