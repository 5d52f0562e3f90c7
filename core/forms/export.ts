import type { Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import type { Form } from '../conversation/form.ts'
import { repeatsOf, rowsOf } from '../conversation/form-plan.ts'
import { formIn } from '../conversation/forms.ts'
import type { Context } from '../kernel/context.ts'
import type { Stored } from '../kernel/record.ts'
import type { Cell, Sheet } from '../ports/printer.ts'
import { AnsweredForm } from './answered.ts'
import { cellOf, columnsOf } from './in-words.ts'
import { definitionFor } from './queries.ts'

/** So many answers fit into one file that is made in memory; more come in parts. */
export const PART = 20_000

interface Read {
  readonly stored: Stored<AnsweredForm>
  readonly form: Form
}

/**
 * The answers to a form as sheets: one a line, and a sheet for each group that is asked in rounds, joined by the number
 * of the answer. Questions of earlier versions keep their columns; nothing says whose an answer is.
 */
export const sheetsOf = async (
  context: Context,
  name: string,
  {
    language,
    part,
    size,
  }: { readonly language: Language /** From 1. */; readonly part: number; readonly size: number },
): Promise<readonly Sheet[]> => {
  const read: Read[] = []
  const before = (part - 1) * size
  let passed = 0
  for await (const stored of context
    .read(AnsweredForm)
    .stream({ where: { 'data.form': name }, order: ['data.at'], limit: before + size })) {
    if (passed++ < before) continue
    const form = await definitionFor(context, stored.data)
    if (form !== undefined) read.push({ stored, form })
  }
  const now = formIn(context.content, name)
  const forms = [...new Set([...(now === undefined ? [] : [now]), ...read.map(({ form }) => form).reverse()])]
  const say = (key: string) => context.content.say(language, key)
  const columns = together(forms, language)
  const single = columns.filter(({ group }) => group === undefined)
  const rows: Cell[][] = []
  for (const [n, { stored, form }] of read.entries()) {
    const cells = single.map((column) => cellOf(context, form, column.name, stored.data.answers[column.name], language))
    rows.push([before + n + 1, stored.data.at.slice(0, 10), stored.data.version, ...(await Promise.all(cells))])
  }
  const title = forms[0] === undefined ? name : inLanguage(forms[0].title, language)
  const first = {
    name: title,
    columns: [
      say('forms.column-number'),
      say('forms.column-day'),
      say('forms.column-version'),
      ...single.map(({ label }) => label),
    ],
    rows,
  }
  const groups = new Map(forms.flatMap(repeatsOf).map((group) => [group.name, group]))
  const others = await Promise.all(
    [...groups.values()].map(async (group): Promise<Sheet> => {
      const own = columns.filter((column) => column.group === group.name)
      const lines: Cell[][] = []
      for (const [n, { stored, form }] of read.entries())
        for (const { row } of rowsOf(stored.data.answers[group.name]))
          lines.push([
            before + n + 1,
            ...(await Promise.all(own.map((column) => cellOf(context, form, column.name, row[column.name], language)))),
          ])
      return {
        name: inLanguage(group.label, language),
        columns: [say('forms.column-number'), ...own.map(({ label }) => label)],
        rows: lines,
      }
    }),
  )
  return [first, ...others]
}

/** The columns of all versions, each question once, the newest words first. */
const together = (forms: readonly Form[], language: Language) => {
  const columns = new Map<string, ReturnType<typeof columnsOf>[number]>()
  for (const form of forms)
    for (const column of columnsOf(form, language)) if (!columns.has(column.name)) columns.set(column.name, column)
  return [...columns.values()]
}
