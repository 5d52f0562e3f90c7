import { type OpenWorkbook, openWorkbook } from '../../adapters/tables/index.ts'
import { headingOf, SHEETS, sheetNamed, type XlsForm } from '../../core/forms/index.ts'
import { type Table, TableUnreadable } from '../../core/ports/tables.ts'
import { Failed } from './terminal.ts'

/** The sheets of an XLSForm in a workbook. @throws Failed in words, for whatever is no such workbook */
export const xlsFormIn = async (bytes: Uint8Array, name: string): Promise<XlsForm> => {
  try {
    const workbook = await openWorkbook(bytes, name)
    if (workbook === undefined || workbook.names.length === 0)
      throw new Failed(
        `${name} is no Excel workbook: an XLSForm has the sheets survey, choices and settings. Save it as .xlsx.`,
      )
    const { names } = workbook
    const wanted = SHEETS.map((sheet) => sheetNamed(sheet, names))
    const [survey, choices, settings] = wanted.map((sheet) =>
      sheet === undefined ? undefined : readSheet(workbook, sheet),
    )
    const others = names.filter((each) => !wanted.includes(each))
    if (survey === undefined)
      throw new Failed(
        `${name} has no sheet "survey" with anything in it, only ${names.join(', ')}: an XLSForm has its questions there, its choices in the sheet "choices" and its name in "settings".`,
      )
    if (!survey.columns.some((heading) => headingOf(heading).column === 'type'))
      throw new Failed(`${name}: the sheet survey has no column "type", so this is no XLSForm.`)
    return { survey, ...(choices && { choices }), ...(settings && { settings }), others }
  } catch (error) {
    if (!(error instanceof TableUnreadable)) throw error
    const { sheet, column } = error.params
    const where = sheet === undefined ? name : `${name}, sheet ${sheet}`
    const what = column === undefined ? '' : ` (“${column}”)`
    throw new Failed(`${where}: ${WHY[error.reason] ?? 'it can’t be read as a table'}${what}.`)
  }
}

/** A sheet with something in it. */
const readSheet = (workbook: OpenWorkbook, sheet: string): Table | undefined => {
  try {
    return workbook.read(sheet)
  } catch (error) {
    if (!(error instanceof TableUnreadable)) throw error
    if (error.reason === 'empty') return undefined
    throw new TableUnreadable(error.reason, { ...error.params, sheet })
  }
}

const WHY: Readonly<Record<string, string>> = {
  empty: 'there is nothing in it',
  macros: 'it holds macros, which are never opened; save it as an Excel workbook (.xlsx) without them',
  'old-format': 'it is an old Excel file (.xls); save it as an Excel workbook (.xlsx)',
  broken: 'it is damaged or no Excel workbook; open it in a spreadsheet program and save it again',
  encoding: 'its text can’t be read; save it as an Excel workbook (.xlsx)',
  'too-large': 'it is too large for a form',
  'column-twice': 'a heading stands twice; take one away',
}
