import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { command } from '../conversation/command.ts'
import { formIn } from '../conversation/form.ts'
import { actorName } from '../kernel/actor.ts'
import { notFound } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { PersonLanguage } from '../people/person.ts'
import { csvOf, sheetsOf } from './export.ts'
import { paperForm } from './paper.ts'
import { READERS } from './queries.ts'

const FORMATS = ['xlsx', 'csv', 'paper'] as const
const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  paper: 'application/pdf',
} as const

const ExportSchema = z.object({
  form: z.string(),
  format: z.enum(FORMATS),
  file: z.string(),
  name: z.string(),
  rows: z.number().int(),
  takenAt: z.string(),
  takenBy: z.string(),
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
  output: z.object({ file: z.string(), name: z.string(), type: z.string(), rows: z.number(), base64: z.string() }),
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
          ? new TextEncoder().encode(csvOf(first))
          : await context.printer.workbook(sheets)
    return create(FormExport, context.newId(FormExport), {
      ...{ form: name, format, file: await context.files.put(bytes), rows: first?.rows.length ?? 0 },
      ...{
        name: `${name}.${format === 'paper' ? 'pdf' : format}`,
        takenAt: context.now,
        takenBy: actorName(context.actor),
      },
    })
  },
  async outputOf({ data }: Stored<z.infer<typeof ExportSchema>>, context) {
    const base64 = Buffer.from((await context.files.get(data.file)) ?? new Uint8Array()).toString('base64')
    return { file: data.file, name: data.name, type: TYPES[data.format], rows: data.rows, base64 }
  },
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
