import { inflateRawSync } from 'node:zlib'

/** One file inside a ZIP archive, as the archive's own list tells. */
export interface ZipEntry {
  readonly name: string
  /** In bytes, once unpacked, as the list tells. */
  readonly size: number
  /** In bytes, as it lies in the archive. */
  readonly packed: number
  /** How it is packed: 0 not at all, 8 deflated. */
  readonly method: number
  /** Where its own heading stands. */
  readonly at: number
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
    const number = (offset: number): number => view.getUint32(at + offset, true)
    entries.push({ name, size: number(24), packed: number(20), method: view.getUint16(at + 10, true), at: number(42) })
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** A file unpacked, without ever unpacking more than the list tells; undefined where that is not just what it holds. */
export const unpack = (bytes: Uint8Array, { size, packed, method, at }: ZipEntry): Uint8Array | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (at + 30 > bytes.length) return undefined
  const begins = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const lies = bytes.subarray(begins, begins + packed)
  if (method === 0) return packed === size ? lies : undefined
  if (method !== 8 || size === 0) return size === 0 ? new Uint8Array() : undefined
  try {
    const unpacked = inflateRawSync(lies, { maxOutputLength: size })
    return unpacked.length === size ? unpacked : undefined
  } catch {
    return undefined
  }
}

/** The record that closes an archive stands at its end, before a comment of at most 65,535 bytes. */
const listEnd = (view: DataView): number | undefined => {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 65_535; at--) {
    if (view.getUint32(at, true) === LIST_END) return at
  }
  return undefined
}
