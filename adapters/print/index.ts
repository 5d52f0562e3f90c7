/** Makes PDF and DOCX files with Chinese letters in them. */
import type { PrintDocument } from '../../core/ports/printer.ts'
import { layoutOf } from './layout.ts'

export { printDocx } from './docx.ts'

let library: Promise<typeof import('pdfmake')> | undefined

/** The library and its fonts are large: only who prints waits for them. Nothing is ever fetched from a net. */
const loaded = (): Promise<typeof import('pdfmake')> => {
  library ??= Promise.all([import('pdfmake'), import('./fonts.ts')]).then(([{ default: pdfmake }, { FONTS }]) => {
    const own = Object.values(FONTS).flatMap((font) => Object.values(font))
    pdfmake.setUrlAccessPolicy(() => false)
    pdfmake.setLocalAccessPolicy((path: string) => own.includes(path))
    pdfmake.setFonts(FONTS)
    return pdfmake
  })
  return library
}

/** The document as a PDF: the same bytes for the same document. */
export const printPdf = async (document: PrintDocument): Promise<Uint8Array> =>
  new Uint8Array(await (await loaded()).createPdf(layoutOf(document)).getBuffer())
