import type * as Docx from 'docx'
import type { Block, Cell, PrintDocument } from '../../core/ports/printer.ts'
import { undatedArchive } from './undated.ts'

/**
 * The font that every Chinese Word and WPS has; other programs take their own for it. It is named, not embedded: a whole
 * Chinese font is ten megabytes, and whoever goes on writing needs more of it than the letters of this document.
 */
const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimSun', cs: 'Times New Roman' }
const GREY = '555555'
/** Half-points. */
const TEXT = 21
/** Twentieths of a point. */
const GAP = 120
const PICTURE = 120

let library: Promise<typeof Docx> | undefined

/** The document as a DOCX: the same bytes for the same document. The library is large: only who prints waits for it. */
export const printDocx = async (document: PrintDocument): Promise<Uint8Array> => {
  library ??= import('docx')
  const docx = await library
  const blocks = (await Promise.all(document.blocks.map((block, n) => partsOf(docx, block, n + 1)))).flat()
  const file = new docx.Document({
    title: document.title,
    creator: 'Contact Point',
    styles: { default: { document: { run: { font: FONT, size: TEXT } } } },
    sections: [
      {
        properties: document.landscape === true ? { page: { size: { orientation: 'landscape' } } } : {},
        footers: { default: new docx.Footer({ children: [footer(docx, document)] }) },
        children: [...headOf(docx, document), ...blocks],
      },
    ],
  })
  const bytes = await docx.Packer.toBuffer(file, undefined, [{ path: 'docProps/core.xml', data: core(document) }])
  return undatedArchive(new Uint8Array(bytes))
}

type Part = Docx.Paragraph | Docx.Table

const titleOf = ({ Paragraph, TextRun, AlignmentType }: typeof Docx, title: string, pageBreakBefore: boolean): Part =>
  new Paragraph({
    pageBreakBefore,
    alignment: AlignmentType.CENTER,
    spacing: { after: GAP },
    children: [new TextRun({ text: storable(title), bold: true, size: 32 })],
  })

const headOf = (docx: typeof Docx, { title, subtitle }: PrintDocument): Part[] => [
  titleOf(docx, title, false),
  ...(subtitle === undefined
    ? []
    : [
        new docx.Paragraph({
          alignment: docx.AlignmentType.CENTER,
          spacing: { after: 2 * GAP },
          children: [new docx.TextRun({ text: storable(subtitle), color: GREY })],
        }),
      ]),
]

const footer = ({ Paragraph, TextRun, PageNumber }: typeof Docx, { stamp, pageWords }: PrintDocument) => {
  const numbers = pageWords.split(/(\{pages?\})/).map((part) => {
    if (part === '{page}') return PageNumber.CURRENT
    return part === '{pages}' ? PageNumber.TOTAL_PAGES : part
  })
  return new Paragraph({ children: [new TextRun({ children: [stamp, '\u3000', ...numbers], size: 16, color: GREY })] })
}

/** `id` tells a picture from the others of the document: by itself the library counts over all that it ever made. */
const partsOf = async (docx: typeof Docx, block: Block, id: number): Promise<Part[]> => {
  const { Paragraph, TextRun, ImageRun } = docx
  switch (block.kind) {
    case 'page':
      return [titleOf(docx, block.title, true)]
    case 'heading':
      return [
        new Paragraph({
          spacing: { before: 2 * GAP, after: GAP },
          keepNext: true,
          children: [new TextRun({ text: storable(block.text), bold: true, size: 24 })],
        }),
      ]
    case 'paragraph':
      return block.text.split('\n').map((text) => new Paragraph({ text: storable(text), spacing: { after: GAP } }))
    case 'pairs':
      return [tableOf(docx, block.pairs, { first: true }), afterTable(docx)]
    case 'table':
      return [tableOf(docx, [block.columns, ...block.rows], { top: true }), afterTable(docx)]
    case 'qr':
      return [
        new Paragraph({
          spacing: { before: GAP },
          keepNext: true,
          children: [
            new ImageRun({
              type: 'png',
              data: await qrPicture(block.text),
              transformation: { width: PICTURE, height: PICTURE },
              altText: { id: String(id), name: 'QR', description: block.text },
            }),
          ],
        }),
        new Paragraph({ children: [new TextRun({ text: storable(block.caption), size: 16, color: GREY })] }),
      ]
    case 'signatures':
      return block.names.map(
        (name) =>
          new Paragraph({
            text: `${storable(name)}  ____________________   ________ - ____ - ____`,
            spacing: { before: 400 },
          }),
      )
  }
}

/** A table has no room of its own below it, and two without anything between them would be one. */
const afterTable = ({ Paragraph }: typeof Docx): Part =>
  new Paragraph({ spacing: { line: GAP, lineRule: 'exact' }, children: [] })

const qrPicture = async (text: string): Promise<Buffer> =>
  (await import('qrcode')).toBuffer(text, { type: 'png', margin: 2, scale: 6 })

/** Rows as a table across the page; the first row (`top`) or column (`first`) names the others. */
const tableOf = (
  { Table, TableRow, TableCell, Paragraph, TextRun, WidthType, AlignmentType }: typeof Docx,
  rows: readonly (readonly Cell[])[],
  names: { readonly top?: true; readonly first?: true },
): Docx.Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row, y) =>
        new TableRow({
          cantSplit: true,
          tableHeader: names.top === true && y === 0,
          children: row.map((cell, x) => {
            const bold = (names.top === true && y === 0) || (names.first === true && x === 0)
            return new TableCell({
              margins: { top: 40, bottom: 40, left: 80, right: 80 },
              ...(names.first === true ? { width: { size: x === 0 ? 22 : 78, type: WidthType.PERCENTAGE } } : {}),
              children: [
                new Paragraph({
                  alignment: typeof cell === 'number' ? AlignmentType.RIGHT : AlignmentType.LEFT,
                  children: [new TextRun({ text: storable(String(cell)), bold })],
                }),
              ],
            })
          }),
        }),
    ),
  })

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML can't carry
const UNFIT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
const storable = (text: string): string => text.toWellFormed().replace(UNFIT, '')

/** What the library would write with the present moment in it. */
const core = ({ title, language }: PrintDocument): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  `<dc:title>${escaped(storable(title))}</dc:title><dc:creator>Contact Point</dc:creator>` +
  `<dc:language>${escaped(language)}</dc:language>` +
  '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>' +
  '<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'

const escaped = (text: string): string => text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`)
