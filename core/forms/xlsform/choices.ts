import type { Language } from '../../content/content.ts'
import type { Table } from '../../ports/tables.ts'
import { type Words, wordsOf } from './languages.ts'
import { valueFrom } from './names.ts'
import { cell, type Remark } from './sheets.ts'

/** One list of choices: the options of the form, and their values by what the spreadsheet calls them. */
export interface ChoiceList {
  readonly options: readonly { readonly value: string; readonly label: Words; readonly line: number }[]
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
    const [name, given] = [cell(row, 'list_name'), cell(row, 'name')]
    const label = wordsOf(row, 'label', usual)
    if (name === '') refuse('list_name', 'is empty: say which list this choice belongs to')
    if (given === '') refuse('name', 'is empty: say how this choice is kept')
    if (label === undefined) refuse('label', 'is empty: write what people read')
    const list = lists.get(name) ?? { options: [], values: new Map<string, string>() }
    if (name !== '') lists.set(name, list)
    if (name === '' || given === '' || label === undefined) continue
    if (list.values.has(given)) refuse('name', `"${given}" stands twice in the list "${name}"`)
    const taken = new Set(list.values.values())
    const value = valueFrom(given, (made) => taken.has(made), `c${list.options.length + 1}`)
    list.options.push({ value, label, line: row.line })
    list.values.set(given, value)
  }
  return lists
}

/** The list with a choice "other", which a question with `or_other` offers. */
export const withOther = (list: ChoiceList, label: Words): ChoiceList =>
  list.values.has('other')
    ? list
    : {
        options: [...list.options, { value: 'other', label, line: 0 }],
        values: new Map([...list.values, ['other', 'other']]),
      }
