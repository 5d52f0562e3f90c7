const LOCAL = 0x04034b50
const LISTED = 0x02014b50
const END = 0x06054b50
/** 1 January 1980, 0:00: the earliest that an archive can tell. */
const NO_TIME = 0
const NO_DAY = 0x21

/**
 * The same ZIP archive with one date in all its parts, so that what is the same has the same bytes. The archive must
 * have no comment, as those that programs make. @throws Error where it is none
 */
export const undatedArchive = (bytes: Uint8Array): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.length - 22
  if (end < 0 || view.getUint32(end, true) !== END) throw new Error('is no ZIP archive without a comment')
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== LISTED) throw new Error('has a broken list of parts')
    stamp(view, at + 12)
    const part = view.getUint32(at + 42, true)
    if (view.getUint32(part, true) === LOCAL) stamp(view, part + 10)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return bytes
}

const stamp = (view: DataView, at: number): void => {
  view.setUint16(at, NO_TIME, true)
  view.setUint16(at + 2, NO_DAY, true)
}
