/** One file inside a ZIP archive, as the archive's own list tells. */
export interface ZipEntry {
  readonly name: string
  /** In bytes, once unpacked. */
  readonly size: number
}

const LIST_END = 0x06054b50
const LIST_ENTRY = 0x02014b50

/** The archive's list of files, without unpacking anything; undefined when there is none. */
export const zipEntries = (bytes: Uint8Array): readonly ZipEntry[] | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = listEnd(view)
  if (end === undefined) return undefined
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== LIST_ENTRY) return undefined
    const length = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length))
    entries.push({ name, size: view.getUint32(at + 24, true) })
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** The record that closes an archive stands at its end, before a comment of at most 65,535 bytes. */
const listEnd = (view: DataView): number | undefined => {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 65_535; at--) {
    if (view.getUint32(at, true) === LIST_END) return at
  }
  return undefined
}
