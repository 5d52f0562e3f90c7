import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import type { Language } from '../content/content.ts'
import type { Context } from '../kernel/context.ts'
import { operation, query } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import { TakenFields, TakenFile, takenFile, takenNow } from '../taken/taken.ts'
import type { Ledger } from './ledger.ts'
import { paperOf, sheetsOf } from './paper.ts'
import { PERIOD } from './period.ts'
import { shown } from './show.ts'

export const FORMATS = ['pdf', 'xlsx'] as const
const Format = z.enum(FORMATS)

const ExportSchema = z.object({
  ledger: z.string(),
  period: z.string(),
  unit: z.string().optional(),
  format: Format,
  bytes: z.number().int(),
  ...TakenFields,
})

/** That somebody took a ledger out of the program, and which. */
export const LedgerExport = record('ledger-export', {
  prefix: 'le',
  schema: ExportSchema,
  indexes: [{ paths: ['data.takenAt'] }],
})
type LedgerExport = z.infer<typeof ExportSchema>

const Wanted = {
  ledger: z.string().max(40),
  /** A year, a quarter or a month: `2025`, `2025-Q2`, `2025-06`. */
  period: z.string().regex(PERIOD, 'must be a year, a quarter or a month: 2025, 2025-Q2, 2025-06'),
  /** The code of a unit; with those below it. */
  unit: z.string().max(60).optional(),
  language: PersonLanguage.default('zh-CN'),
}

const Cells = z.array(z.array(z.union([z.string(), z.number()])))

/** What may be asked of `ledgers`. */
export const ledgerOperations = (ledgers: ReadonlyMap<string, Ledger>) => {
  const list = query({
    name: 'ledgers.list',
    summary: 'The ledgers that there are',
    allow: 'person',
    input: z.object({}),
    output: z.object({ ledgers: z.array(z.string()) }),
    run: async () => ({ ledgers: [...ledgers.keys()] }),
  })

  const show = query({
    name: 'ledgers.show',
    summary: 'A ledger of a year, a quarter or a month, as things stood at its end, in rows',
    allow: 'person',
    input: z.object(Wanted),
    output: z.object({
      title: z.string(),
      subtitle: z.string(),
      columns: z.array(z.string()),
      rows: Cells,
      figures: z.object({ columns: z.array(z.string()), rows: Cells }).optional(),
    }),
    run: async (context, { language, ...wanted }) => {
      const { figures, columns, rows, ...rest } = await shown(context, ledgers, wanted, language)
      const copied = (cells: typeof rows) => cells.map((row) => [...row])
      return {
        ...{ ...rest, columns: [...columns], rows: copied(rows) },
        ...(figures === undefined ? {} : { figures: { columns: [...figures.columns], rows: copied(figures.rows) } }),
      }
    },
  })

  const take = operation({
    name: 'ledgers.export',
    summary:
      'Take a ledger as a spreadsheet or a printable PDF; the same period gives the same bytes but for the stamp',
    allow: 'person',
    input: z.object({ ...Wanted, format: Format }),
    output: TakenFile,
    async run(context, { format, language, ...wanted }) {
      const ledger = await shown(context, ledgers, wanted, language)
      const say = (key: string, params = {}) => context.content.say(language, key, params)
      const bytes =
        format === 'xlsx'
          ? await context.printer.workbook(sheetsOf(ledger, say))
          : await context.printer.pdf(paperOf(ledger, await stamp(context, language), language, say))
      const of = wanted.unit === undefined ? '' : `-${wanted.unit}`
      return create(LedgerExport, context.newId(LedgerExport), {
        ...{ ledger: wanted.ledger, period: wanted.period, format },
        ...(wanted.unit === undefined ? {} : { unit: wanted.unit }),
        bytes: bytes.length,
        ...(await takenNow(context, bytes, `${wanted.ledger}-${wanted.period}${of}.${format}`, ledger.rows.length)),
      })
    },
    outputOf: ({ data }: Stored<LedgerExport>, context) => takenFile(data, context),
  })
  return { list, show, take }
}

/** Who printed it when: all that differs between two prints of the same period. */
const stamp = async (context: Context, language: Language): Promise<string> => {
  const { actor, content, now } = context
  const name = actor.kind === 'person' ? (await organisation(context)).person(actor.person)?.name : undefined
  const day = calendarOf(content).dayAt(now)
  return content.say(language, name === undefined ? 'ledgers.stamp' : 'ledgers.stamp-by', { day, name: name ?? '' })
}
