import type { Language } from '../../content/content.ts'
import type { Table } from '../../ports/tables.ts'
import { valueFrom } from './names.ts'
import { cell, type Remark, wordsOf } from './sheets.ts'

/** One list of choices: the options of the form, and their values by what the spreadsheet calls them. */
export interface ChoiceList {
  readonly options: readonly {
    readonly value: string
    readonly label: { readonly 'zh-CN': string; readonly en: string }
  }[]
  readonly values: ReadonlyMap<string, string>
}

/** The lists of the sheet `choices`, by name. */
export const choicesOf = (
  table: Table | undefined,
  usual: Language,
  remark: (remark: Remark) => void,
): ReadonlyMap<string, ChoiceList> => {
  const lists = new Map<string, { options: ChoiceList['options'][number][]; values: Map<string, string> }>()
  for (const row of table?.rows ?? []) {
    const refuse = (column: string, message: string): void =>
      remark({ sheet: 'choices', row: row.line, column, message })
    const name = cell(row, 'list_name') || cell(row, 'list')
    const given = cell(row, 'name') || cell(row, 'value')
    if (name === '') refuse('list_name', 'is empty: say which list this choice belongs to')
    const value = valueFrom(given)
    if (value === undefined)
      refuse('name', `"${given}" can't be the value of a choice: use up to 24 letters, digits and dashes`)
    const label = wordsOf(row, 'label', usual)
    if (label === undefined) refuse('label', 'is empty: write what people read')
    if (name === '' || value === undefined || label === undefined) continue
    const list = lists.get(name) ?? { options: [], values: new Map<string, string>() }
    if ([...list.values.values()].includes(value)) refuse('name', `"${given}" stands twice in the list "${name}"`)
    lists.set(name, list)
    list.options.push({ value, label })
    list.values.set(given, value)
  }
  return lists
}
