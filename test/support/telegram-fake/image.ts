export type Size = { width: number; height: number }

const ascii = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')

const isPng = (bytes: Uint8Array) => ascii(bytes, 1, 4) === 'PNG'
const isJpeg = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
const isWebp = (bytes: Uint8Array) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP'

/** Whether the first bytes are those of a picture Telegram can read, whatever the file is called. */
export const looksLikeImage = (bytes: Uint8Array): boolean =>
  isPng(bytes) || isJpeg(bytes) || isWebp(bytes) || ascii(bytes, 0, 3) === 'GIF' || ascii(bytes, 0, 2) === 'BM'

function jpegSize(bytes: Uint8Array): Size | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  while (at + 9 < view.length && view[at] === 0xff) {
    const marker = view[at + 1] ?? 0
    const startsFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (startsFrame) return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) }
    at += 2 + view.readUInt16BE(at + 2)
  }
  return undefined
}

/** Width and height where the format is simple to read, else those of a phone's screen. */
export function imageSize(bytes: Uint8Array): Size {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isPng(bytes) && view.length >= 24) return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
  return (isJpeg(bytes) ? jpegSize(bytes) : undefined) ?? { width: 960, height: 1280 }
}
