import { TableUnreadable } from '../../core/ports/tables.ts'
import { MOST } from './grid.ts'
import { occurrences } from './occurrences.ts'
import { unpack, zipEntries } from './zip.ts'

/** Unpacked, a workbook with a sheet of `MOST` rows stays far below this; what is larger is no table or means harm. */
const MOST_UNPACKED = 100 * 1024 * 1024
/** Begins and ends of elements: a cell with a value has four. The library takes about 10 µs and 200 bytes for each. */
const MOST_TAGS = 2_500_000
const LESS_THAN = 0x3c
/** Cells that belong to merged ones: the library makes each of them. */
const MOST_MERGED = 200_000

/** Refuses what must not be opened, having unpacked it piece by piece. @throws TableUnreadable */
export const refuseUnfit = (bytes: Uint8Array): void => {
  const entries = zipEntries(bytes)
  if (entries === undefined || !entries.some(({ name }) => name === 'xl/workbook.xml')) {
    throw new TableUnreadable('broken', { line: 1 })
  }
  if (entries.some(({ name }) => /vbaProject/i.test(name))) throw new TableUnreadable('macros')
  if (entries.reduce((sum, { size }) => sum + size, 0) > MOST_UNPACKED) throw new TableUnreadable('too-large', MOST)
  let [tags, merged] = [0, 0]
  for (const entry of entries) {
    const content = unpack(bytes, entry)
    // A list may lie about sizes, so that a small file would fill the memory.
    if (content === undefined) throw new TableUnreadable('broken', { line: 1 })
    if (!entry.name.endsWith('.xml')) continue
    tags += occurrences(content, LESS_THAN)
    merged += mergedIn(content)
    if (tags > MOST_TAGS || merged > MOST_MERGED) throw new TableUnreadable('too-large', MOST)
  }
}

/** How many cells belong to merged ones. */
const mergedIn = (content: Uint8Array): number => {
  const begins = Buffer.from(content.buffer, content.byteOffset, content.byteLength).indexOf('mergeCells')
  if (begins < 0) return 0
  const words = new TextDecoder().decode(content.subarray(begins))
  let cells = 0
  for (const [, left = '', top, right = '', bottom] of words.matchAll(
    /\sref\s*=\s*["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']/g,
  ))
    cells += (columnOf(right) - columnOf(left) + 1) * (Number(bottom) - Number(top) + 1)
  return cells
}

/** `A` is 1, `AA` is 27. */
const columnOf = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
