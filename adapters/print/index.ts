/** Makes PDF and DOCX files with Chinese letters in them. */
import { readFile } from 'node:fs/promises'
import type { PrintDocument } from '../../core/ports/printer.ts'
import { layoutOf } from './layout.ts'

export { printDocx } from './docx.ts'

interface Kept {
  readonly virtualfs: { writeFileSync(name: string, bytes: Uint8Array): void }
}

let library: Promise<typeof import('pdfmake')> | undefined

/**
 * The library and its fonts are large: only who prints waits for them. The fonts then stay in memory (20 MB), for reading
 * them anew takes a third of the time that a page takes. Nothing is ever fetched from a net or read from the disk.
 */
const loaded = (): Promise<typeof import('pdfmake')> => {
  library ??= Promise.all([import('pdfmake'), import('./fonts.ts')]).then(async ([{ default: pdfmake }, { FONTS }]) => {
    const files = Object.values(FONTS).flatMap((font) => Object.values(font))
    pdfmake.setUrlAccessPolicy(() => false)
    pdfmake.setLocalAccessPolicy(() => false)
    const { virtualfs } = pdfmake as typeof pdfmake & Kept // its types leave this out
    for (const file of files) virtualfs.writeFileSync(file, await readFile(file))
    pdfmake.setFonts(FONTS)
    return pdfmake
  })
  return library
}

/** The document as a PDF: the same bytes for the same document. */
export const printPdf = async (document: PrintDocument): Promise<Uint8Array> =>
  new Uint8Array(await (await loaded()).createPdf(layoutOf(document)).getBuffer())
