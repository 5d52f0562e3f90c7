import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { command } from '../conversation/command.ts'
import { formIn } from '../conversation/form.ts'
import { notFound } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { PersonLanguage } from '../people/person.ts'
import { TakenFields, TakenFile, takenFile, takenNow } from '../taken/taken.ts'
import { sheetsOf } from './export.ts'
import { paperForm } from './paper.ts'
import { READERS } from './queries.ts'

const FORMATS = ['xlsx', 'csv', 'paper'] as const

const ExportSchema = z.object({
  form: z.string(),
  format: z.enum(FORMATS),
  ...TakenFields,
})

/** That somebody took the answers to a form out of the program. */
export const FormExport = record('form-export', {
  prefix: 'fe',
  schema: ExportSchema,
  indexes: [{ paths: ['data.takenAt'] }],
})

/** The answers to a form as a spreadsheet or as CSV, or the form itself as a page to fill in by hand. */
export const takeForm = operation({
  name: 'forms.export',
  summary: 'Take the answers to a form as XLSX or CSV, or the empty form as a printable page (paper)',
  allow: READERS,
  input: z.object({ form: z.string().max(40), format: z.enum(FORMATS), language: PersonLanguage.default('zh-CN') }),
  output: TakenFile,
  async run(context, { form: name, format, language }) {
    const form = formIn(context.content, name)
    if (form === undefined) throw notFound('forms.unknown')
    const sheets = format === 'paper' ? [] : await sheetsOf(context, name, language)
    const [first] = sheets
    const bytes =
      format === 'paper' || first === undefined
        ? await context.printer.pdf(
            paperForm(context.content, form, language, calendarOf(context.content).dayAt(context.now)),
          )
        : format === 'csv'
          ? context.printer.csv(first)
          : await context.printer.workbook(sheets)
    const file = `${name}.${format === 'paper' ? 'pdf' : format}`
    const taken = await takenNow(context, bytes, file, first?.rows.length ?? 0)
    return create(FormExport, context.newId(FormExport), { form: name, format, ...taken })
  },
  outputOf: ({ data }: Stored<z.infer<typeof ExportSchema>>, context) => takenFile(data, context),
})

/** A button of `/answers`: the file itself. */
export const takeCommand = command({
  name: 'answers_take',
  for: READERS,
  summary: 'forms.command-answers',
  listed: false,
  async run(talk, [form = '', format]) {
    const wanted = FORMATS.find((each) => each === format) ?? 'xlsx'
    const { file, name, type, rows } = await talk.execute(takeForm, { form, format: wanted, language: talk.language })
    return [
      { say: wanted === 'paper' ? 'forms.here-paper' : 'forms.here', params: { rows }, files: [{ file, name, type }] },
    ]
  },
})
