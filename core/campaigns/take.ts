import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import type { Context } from '../kernel/context.ts'
import { Refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { PersonLanguage } from '../people/person.ts'
import { TakenFields, TakenFile, takenFile, takenNow } from '../taken/taken.ts'
import { type AddresseeRow, peopleOf } from './people-of.ts'
import { peopleCells, peopleHeadings } from './people-table.ts'
import { READERS, totals } from './totals.ts'

/** So many people are one spreadsheet; more are written by the command line, which keeps none of them in memory. */
const MOST = 20_000
const PAGE = 500

const ExportSchema = z.strictObject({ campaign: z.string(), ...TakenFields })

/** That somebody took out what became of a campaign, person by person. */
export const CampaignExport = record('campaign-export', {
  prefix: 'cx',
  schema: ExportSchema,
  indexes: [{ paths: ['data.takenAt'] }],
})

export const takePeople = operation({
  name: 'campaigns.export',
  summary: 'Take what became of a campaign, person by person, as XLSX: delivery, answer, times and reasons',
  allow: [...READERS],
  input: z.strictObject({
    /** Its id or number. */
    campaign: z.string().max(60),
    language: PersonLanguage.default('zh-CN'),
  }),
  output: TakenFile,
  async run(context, { campaign: named, language }) {
    const { campaign, number, title, people } = await context.execute(totals, { campaign: named }, 'totals')
    if (people > MOST) throw new Refusal('campaign.too-many-to-take', { most: MOST, number })
    const rows = await everybody(context, campaign)
    const bytes = await context.printer.workbook([
      {
        name: title,
        columns: peopleHeadings(context.content, language),
        rows: rows.map((row) => peopleCells(context.content, language, row)),
      },
    ])
    const name = `${number}-${calendarOf(context.content).dayAt(context.now)}.xlsx`
    const taken = await takenNow(context, bytes, name, rows.length)
    return create(CampaignExport, context.newId(CampaignExport), { campaign, ...taken })
  },
  outputOf: ({ data }: Stored<z.infer<typeof ExportSchema>>, context) => takenFile(data, context),
})

/** The people of a campaign, all of them. */
export const everybody = async (context: Context, campaign: string): Promise<readonly AddresseeRow[]> => {
  const people: AddresseeRow[] = []
  for (let after: string | undefined; ; ) {
    const input = { campaign, limit: PAGE, ...(after === undefined ? {} : { after }) }
    const page = await context.execute(peopleOf, input, `people.${people.length}`)
    people.push(...page.rows)
    if (page.next === undefined) return people
    after = page.next
  }
}
