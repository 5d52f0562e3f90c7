import type { PrintDocument, Sheet } from '../ports/printer.ts'
import type { Asked } from './ledger.ts'
import type { Shown } from './show.ts'

/** A printed book of more rows than this is not read by anybody: the spreadsheet has them all. */
const PRINTED = 2_000

/** A ledger as a document to print. */
export const paperOf = (shown: Shown, stamp: string, language: string, say: Asked['say']): PrintDocument => {
  const { rows, columns, figures } = shown
  return {
    ...{ title: shown.title, subtitle: shown.subtitle, landscape: true, stamp, language },
    pageWords: say('ledgers.page-words'),
    blocks: [
      ...(figures === undefined ? [] : [{ kind: 'table' as const, columns: figures.columns, rows: figures.rows }]),
      ...(rows.length === 0
        ? [{ kind: 'paragraph' as const, text: say('ledgers.empty') }]
        : [{ kind: 'table' as const, columns, rows: rows.slice(0, PRINTED) }]),
      ...(rows.length > PRINTED
        ? [{ kind: 'paragraph' as const, text: say('ledgers.cut', { shown: PRINTED, all: rows.length }) }]
        : []),
    ],
  }
}

/** The same as sheets of a workbook: the rows, and the figures beside them. An empty period says so. */
export const sheetsOf = ({ title, columns, rows, figures }: Shown, say: Asked['say']): readonly Sheet[] => [
  { name: title, columns, rows: rows.length === 0 ? [[say('ledgers.empty')]] : rows },
  ...(figures === undefined ? [] : [{ name: say('ledgers.figures'), columns: figures.columns, rows: figures.rows }]),
]
