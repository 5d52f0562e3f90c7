import type { Language } from '../../content/content.ts'
import type { Table, TableRow } from '../../ports/tables.ts'

/** Something that was not carried over, and where it stands in the spreadsheet. */
export interface Remark {
  readonly sheet: 'survey' | 'choices' | 'settings'
  readonly row: number
  readonly column: string
  readonly message: string
}

/** The three sheets of an XLSForm. */
export interface XlsForm {
  readonly survey: Table
  readonly choices?: Table
  readonly settings?: Table
}

/** A cell by its heading, whichever case that is in. */
export const cell = (row: TableRow, column: string): string => {
  const found = Object.keys(row.cells).find((name) => name.toLowerCase().replaceAll(' ', '_') === column)
  return found === undefined ? '' : (row.cells[found] ?? '').trim()
}

/** Words in both languages, by columns such as `label::English (en)`; where one is missing, the other stands for both. */
export const wordsOf = (
  row: TableRow,
  column: string,
  usual: Language,
): { readonly 'zh-CN': string; readonly en: string } | undefined => {
  const found = inLanguages(row, column, usual)
  const any = found['zh-CN'] ?? found.en
  return any === undefined ? undefined : { 'zh-CN': found['zh-CN'] ?? any, en: found.en ?? any }
}

/** Words as they stand there, in each language that they were written in. */
const inLanguages = (row: TableRow, column: string, usual: Language): Partial<Record<'zh-CN' | 'en', string>> => {
  const found: Partial<Record<'zh-CN' | 'en', string>> = {}
  for (const [heading, text] of Object.entries(row.cells)) {
    const [base = '', language] = heading.split('::')
    if (base.trim().toLowerCase().replaceAll(' ', '_') !== column || text.trim() === '') continue
    found[language === undefined ? (usual === 'en' ? 'en' : 'zh-CN') : languageOf(language)] ??= text.trim()
  }
  return found
}

/** The one language that all labels are written in, or undefined where there are both. */
export const onlyLanguage = ({ survey, choices }: XlsForm, usual: Language): 'zh-CN' | 'en' | undefined => {
  const rows = [...survey.rows, ...(choices?.rows ?? [])]
  const used = new Set(rows.flatMap((row) => Object.keys(inLanguages(row, 'label', usual))))
  return used.size > 1 ? undefined : used.has('en') ? 'en' : 'zh-CN'
}

/** The language that a heading or the settings name. */
export const languageOf = (name: string): 'zh-CN' | 'en' => (/\b(en|eng)\b|english|英/i.test(name) ? 'en' : 'zh-CN')

/** What the workbook itself says against its cells. */
export const noticesOf = (sheet: Remark['sheet'], table: Table | undefined): readonly Remark[] =>
  (table?.notices ?? []).flatMap(({ line, column, kind }) => {
    const message = WHY[kind]
    return message === undefined ? [] : [{ sheet, row: line, column, message }]
  })

const WHY: Readonly<Record<string, string>> = {
  formula: 'holds a formula: write the value itself',
  merged: 'belongs to merged cells: separate them, and write into each row what it means',
  'error-value': 'holds an error of the spreadsheet program: write the value itself',
  'more-cells': 'holds text beyond the last heading: it would be lost',
  'column-unnamed': 'holds text under no heading: it would be lost',
}
