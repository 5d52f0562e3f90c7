import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { command } from '../conversation/command.ts'
import { formIn } from '../conversation/forms.ts'
import { notFound } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { PersonLanguage } from '../people/person.ts'
import { TakenFields, TakenFile, takenFile, takenNow } from '../taken/taken.ts'
import { AnsweredForm } from './answered.ts'
import { PART, sheetsOf } from './export.ts'
import { paperForm } from './paper.ts'
import { READERS } from './queries.ts'

const FORMATS = ['xlsx', 'csv', 'paper'] as const

const ExportSchema = z.object({
  form: z.string(),
  format: z.enum(FORMATS),
  /** Which part of how many, where there are more answers than fit into one file. */
  part: z.number().int().optional(),
  parts: z.number().int().optional(),
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
  input: z.object({
    ...{ form: z.string().max(40), format: z.enum(FORMATS), language: PersonLanguage.default('zh-CN') },
    /** From 1; the oldest answers stand in the first. */
    part: z.number().int().min(1).default(1),
    /** Answers in a part. */
    size: z.number().int().min(1).max(PART).default(PART),
  }),
  output: TakenFile.extend({ part: z.number(), parts: z.number() }),
  async run(context, { form: name, format, language, part, size }) {
    const form = formIn(context.content, name)
    if (form === undefined) throw notFound('forms.unknown')
    const parts = Math.max(1, Math.ceil((await context.read(AnsweredForm).count({ 'data.form': name })) / size))
    if (format !== 'paper' && part > parts) throw notFound('forms.no-such-part', { parts })
    const sheets = format === 'paper' ? [] : await sheetsOf(context, name, { language, part, size })
    const [first] = sheets
    const bytes =
      format === 'paper' || first === undefined
        ? await context.printer.pdf(
            paperForm(context.content, form, language, calendarOf(context.content).dayAt(context.now)),
          )
        : format === 'csv'
          ? context.printer.csv(first)
          : await context.printer.workbook(sheets)
    const which = parts > 1 && format !== 'paper' ? `-${part}-${parts}` : ''
    const file = `${name}${which}.${format === 'paper' ? 'pdf' : format}`
    const taken = await takenNow(context, bytes, file, first?.rows.length ?? 0)
    return create(FormExport, context.newId(FormExport), { form: name, format, part, parts, ...taken })
  },
  outputOf: async ({ data }: Stored<z.infer<typeof ExportSchema>>, context) => ({
    ...(await takenFile(data, context)),
    ...{ part: data.part ?? 1, parts: data.parts ?? 1 },
  }),
})

/** A button of `/answers`: the file itself. */
export const takeCommand = command({
  name: 'answers_take',
  for: READERS,
  summary: 'forms.command-answers',
  listed: false,
  async run(talk, [form = '', format, which]) {
    const wanted = FORMATS.find((each) => each === format) ?? 'xlsx'
    const taken = await talk.execute(takeForm, {
      ...{ form, format: wanted, language: talk.language },
      ...{ part: Math.max(1, Number.parseInt(which ?? '1', 10) || 1), size: PART },
    })
    const { file, name, type, rows, part, parts } = taken
    const say = wanted === 'paper' ? 'forms.here-paper' : parts > 1 ? 'forms.here-part' : 'forms.here'
    const next = { say: 'forms.button.next-part', token: `answers_take ${form} ${wanted} ${part + 1}` }
    return [
      {
        ...{ say, params: { rows, part, parts }, files: [{ file, name, type }] },
        ...(wanted !== 'paper' && part < parts ? { choices: [next] } : {}),
      },
    ]
  },
})
