import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { instantsOf, PERIOD, periodNamed } from '../ledgers/period.ts'
import { organisation } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import type { Cell, Sheet } from '../ports/printer.ts'
import { inMyCharge } from './in-my-charge.ts'
import { valueWords } from './paper.ts'

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const COLUMNS = [
  ...['number', 'declared-at', 'declarer', 'unit', 'what', 'value', 'yuan', 'giver', 'occasion', 'outcome'],
  ...['additions', 'state', 'custody', 'taken-by', 'confirmed-by', 'disposed'],
]

const ExportSchema = z.strictObject({
  period: z.string(),
  /** The name of the file in the file store. */
  file: z.string(),
  name: z.string(),
  rows: z.number().int(),
  takenAt: z.string(),
  takenBy: z.string(),
})

/** That one of the two in charge took the register of a period out. */
export const GiftExport = record('gift-export', { prefix: 'gx', schema: ExportSchema })

/** The register of a period with names, for the two in charge: each gets only what they are in charge of. */
export const takeOut = operation({
  name: 'gifts.export',
  summary: 'Take the declarations of a period that whoever asks is in charge of as XLSX',
  allow: 'person',
  input: z.strictObject({ period: z.string().regex(PERIOD), language: PersonLanguage.default('zh-CN') }),
  output: z.strictObject({ file: z.string(), name: z.string(), type: z.string(), rows: z.number() }),
  async run(context, { period, language }) {
    const sheet = await sheetOf(context, period, (key, params) =>
      context.content.say(language, `gifts.${key}`, params ?? {}),
    )
    const file = await context.files.put(await context.printer.workbook([sheet]))
    return create(GiftExport, context.newId(GiftExport), {
      ...{ period, file, name: `gifts-${period}.xlsx`, rows: sheet.rows.length },
      ...{ takenAt: context.now, takenBy: actorName(context.actor) },
    })
  },
  outputOf: ({ data: { file, name, rows } }: Stored<z.infer<typeof ExportSchema>>) => ({
    file,
    name,
    type: TYPE,
    rows,
  }),
})

type Say = (key: string, params?: Record<string, string | number>) => string

const sheetOf = async (context: Context, period: string, say: Say): Promise<Sheet> => {
  const { from, until } = instantsOf(periodNamed(period), context.content.only(Office).timezone)
  const org = await organisation(context)
  const day = (at: string): string => calendarOf(context.content).dayAt(at)
  const name = (person: string): string => org.person(person)?.name ?? person
  const rows: Cell[][] = []
  for await (const { data } of inMyCharge(context, { between: [from, until] })) {
    const { declared, confirmed, disposed } = data
    const custody = data.custody.at(-1)
    rows.push([
      ...[data.number, day(data.declaredAt), name(data.person), org.unit(data.unit)?.name ?? data.unit],
      ...[declared.what, valueWords(say, data), declared.value.yuan ?? ''],
      ...[say(`giver-${declared.giver}`), say(`occasion-${declared.occasion}`), say(`outcome-${declared.outcome}`)],
      ...[data.additions.map(({ text }) => text).join('\n'), say(`state-${data.state}`), custody?.place ?? ''],
      ...[custody === undefined ? '' : name(custody.by), confirmed === undefined ? '' : name(confirmed.by)],
      disposed === undefined ? '' : `${say(`disposal-${disposed.how}`)} ${disposed.words} ${day(disposed.at)}`,
    ])
  }
  const columns = COLUMNS.map((each) => say(`paper.${each}`))
  return { name: say('paper.register'), columns, rows: rows.reverse() }
}
