import type { Content, CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Block, Cell, PrintDocument } from '../../core/ports/printer.ts'
import { halves } from '../tables/width.ts'

/** The same in every document: a date would make two prints of the same differ. */
const NO_DATE = new Date('2000-01-01T00:00:00.000Z')
const GREY = '#555555'

/** A neutral document as pdfmake lays it out. */
export const layoutOf = (document: PrintDocument): TDocumentDefinitions => ({
  pageSize: 'A4',
  pageOrientation: document.landscape === true ? 'landscape' : 'portrait',
  pageMargins: [48, 48, 48, 56],
  language: document.language,
  defaultStyle: { font: 'NotoSansSC', fontSize: 10, lineHeight: 1.25 },
  info: {
    title: document.title,
    creationDate: NO_DATE,
    modDate: NO_DATE,
    producer: 'Contact Point',
    creator: 'Contact Point',
  },
  content: [
    titleOf(document.title),
    ...(document.subtitle === undefined
      ? []
      : [{ text: document.subtitle, color: GREY, alignment: 'center' as const, margin: margins(0, 10) }]),
    ...document.blocks.map((block) => blockOf(block, document.landscape === true ? 746 : 499)),
  ],
  footer: (page, pages) => ({
    margin: [48, 12, 48, 0],
    fontSize: 8,
    color: GREY,
    columns: [
      { text: document.stamp, width: '*' },
      {
        text: document.pageWords.replace('{page}', String(page)).replace('{pages}', String(pages)),
        alignment: 'right',
        width: 'auto',
      },
    ],
  }),
})

const titleOf = (text: string) => ({
  text,
  fontSize: 16,
  bold: true,
  alignment: 'center' as const,
  margin: margins(0, 4),
})

const margins = (top: number, bottom: number): [number, number, number, number] => [0, top, 0, bottom]

/** `room` is how wide the page is between its margins, in points. */
const blockOf = (block: Block, room: number): Content => {
  switch (block.kind) {
    case 'page':
      return { ...titleOf(block.title), pageBreak: 'before' }
    case 'heading':
      return { text: block.text, bold: true, fontSize: 12, margin: margins(12, 4) }
    case 'paragraph':
      return { ...breakable(block.text), margin: margins(0, 6) }
    case 'pairs':
      return {
        layout: LINES,
        margin: margins(0, 8),
        table: {
          // Asked only to fit, it would be squeezed to a character a line beside a long value.
          widths: [Math.min(NAMES, nameWidth(block.pairs)), '*'],
          body: block.pairs.map(([name, value]) => [{ text: name, bold: true }, breakable(value)]),
        },
      }
    case 'table':
      return tableOf(block.columns, block.rows, room)
    case 'qr':
      return {
        unbreakable: true,
        margin: margins(8, 8),
        stack: [
          { qr: block.text, fit: 90 },
          { text: block.caption, fontSize: 8, color: GREY },
        ],
      }
    case 'signatures':
      return {
        unbreakable: true,
        margin: margins(28, 0),
        stack: block.names.map((name) => ({
          margin: margins(0, 18),
          columns: [
            { text: name, width: 110 },
            { text: '____________________', width: 170 },
            { text: '________ - ____ - ____', width: '*' },
          ],
        })),
      }
  }
}

/** What names of pairs may take of the page, in points; longer ones are broken. */
const NAMES = 160

const nameWidth = (pairs: readonly (readonly [string, string])[]): number =>
  Math.ceil(Math.max(...pairs.map(([name]) => halves(name))) * 5 * 1.15) + 2

/** Thin lines, and the headings again on every page. */
const LINES: CustomTableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => '#999999',
  vLineColor: () => '#999999',
  paddingTop: () => 3,
  paddingBottom: () => 2,
}

const sizeOf = (columns: readonly string[]): number => (columns.length > 8 ? 8 : 9)

const tableOf = (columns: readonly string[], rows: readonly (readonly Cell[])[], room: number): Content => ({
  layout: LINES,
  margin: margins(0, 8),
  fontSize: sizeOf(columns),
  table: {
    headerRows: 1,
    keepWithHeaderRows: 1,
    dontBreakRows: true,
    widths: widthsOf(columns, rows, room),
    body: [
      columns.map((text) => ({ text, bold: true, fillColor: '#eeeeee' })),
      ...rows.map((row) =>
        row.map((cell) =>
          typeof cell === 'number' ? { text: String(cell), alignment: 'right' as const } : breakable(cell),
        ),
      ),
    ],
  },
})

/** So wide a column may be, in half-width characters, and still get only the room that it needs. */
const NARROW = 16
/** Headings are broken before a column becomes wider than this for their sake. */
const HEADING = 8
/** What columns of a known width may take of the room. */
const MOST = 0.85

/**
 * Narrow columns are as wide as their widest cell, in points: were they only asked to fit, one long text would squeeze
 * them to a character a line. The others share the rest, by the roots of what they hold: a column of long texts gets the
 * more, and still no page for itself. Where no rest is left, all are asked to fit.
 */
const widthsOf = (
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  room: number,
): (number | 'auto' | '*')[] => {
  const wide = columns.map((heading, n) =>
    rows.reduce((most, row) => Math.max(most, halves(String(row[n] ?? ''))), Math.min(HEADING, halves(heading))),
  )
  const points = wide.map((each) => pointsOf(each, columns))
  const narrow = wide.map((each) => each <= NARROW)
  const taken = points.reduce((sum, each, n) => sum + (narrow[n] === true ? each + PADDING : 0), 0)
  const known = narrow.includes(false) && taken <= room * MOST
  if (!known) return narrow.map((each) => (each ? 'auto' : '*'))
  const widest = wide.indexOf(Math.max(...wide))
  const rest = room - taken - PADDING * narrow.filter((each) => !each).length
  const roots = wide.map((each, n) => (narrow[n] === true ? 0 : Math.sqrt(each)))
  const sum = roots.reduce((all, each) => all + each, 0)
  return points.map((each, n) => {
    if (narrow[n] === true) return each
    return n === widest ? '*' : Math.max(longestWord(columns, rows, n), Math.floor((rest * (roots[n] ?? 0)) / sum))
  })
}

/** How wide a column must be so that no word of it has to be broken, in points; those that are broken anyway do not count. */
const longestWord = (columns: readonly string[], rows: readonly (readonly Cell[])[], n: number): number => {
  const words = [columns[n] ?? '', ...rows.map((row) => String(row[n] ?? ''))].flatMap((text) =>
    text.split(/[\s\u2E80-\u{3FFFF}]+/u).filter((word) => word.length < LONG_WORD),
  )
  return pointsOf(
    words.reduce((most, { length }) => Math.max(most, length), 0),
    columns,
  )
}

const pointsOf = (wide: number, columns: readonly string[]): number => Math.ceil((wide / 2) * sizeOf(columns) * 1.1) + 2

/** Left and right of every cell, with its line. */
const PADDING = 9

/** Words so long are broken anywhere. */
const LONG_WORD = 25

/** Words without a place to break, such as a long number, are broken anywhere before they leave the page. */
const breakable = (text: string) => ({
  text,
  ...(/[^\s\u2E80-\u{3FFFF}]{25}/u.test(text) ? { wordBreak: 'break-all' as const } : {}),
})
