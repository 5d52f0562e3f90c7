import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { coverage, everybody, READERS } from '../campaigns/index.ts'
import { command } from '../conversation/command.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { PersonLanguage } from '../people/person.ts'
import type { Sheet } from '../ports/printer.ts'
import { TakenFields, TakenFile, takenFile, takenNow } from '../taken/taken.ts'
import { PledgeRound } from './pledge.ts'

const FORMATS = ['xlsx', 'csv'] as const

const Input = z.strictObject({
  /** The id of its campaign. */
  campaign: z.string().max(60),
  format: z.enum(FORMATS).default('xlsx'),
  language: PersonLanguage.default('zh-CN'),
})

const ExportSchema = z.strictObject({
  campaign: z.string(),
  format: z.enum(FORMATS),
  ...TakenFields,
})

/** That somebody took out who has signed. */
export const PledgeExport = record('pledge-export', {
  prefix: 'px',
  schema: ExportSchema,
  indexes: [{ paths: ['data.takenAt'] }],
})

/** Who has signed a pledge and who has not, with their units, as a file. */
export const takeBoard = operation({
  name: 'pledges.export',
  summary: 'Take who has signed a pledge and who has not, with the coverage by unit, as XLSX or CSV (people alone)',
  allow: [...READERS],
  input: Input,
  output: TakenFile,
  async run(context, { campaign, format, language }) {
    const round = await context.read(PledgeRound).first({ where: { 'data.campaign': campaign } })
    if (round === undefined) throw notFound('campaign.unknown')
    const [people, units] = await sheetsOf(context, campaign, language)
    const bytes = format === 'csv' ? context.printer.csv(people) : await context.printer.workbook([people, units])
    const name = `${round.data.template}-${calendarOf(context.content).dayAt(context.now)}.${format}`
    const taken = await takenNow(context, bytes, name, people.rows.length)
    return create(PledgeExport, context.newId(PledgeExport), { campaign, format, ...taken })
  },
  outputOf: ({ data }: Stored<z.infer<typeof ExportSchema>>, context) => takenFile(data, context),
})

const sheetsOf = async (
  context: Context,
  campaign: string,
  language: z.infer<typeof PersonLanguage>,
): Promise<readonly [Sheet, Sheet]> => {
  const say = (key: string): string => context.content.say(language, `pledges.sheet.${key}`)
  const day = (instant = ''): string => (instant === '' ? '' : calendarOf(context.content).dayAt(instant))
  const people = await everybody(context, campaign)
  const { rows } = await context.execute(coverage, { campaign, by: 'unit' }, 'units')
  return [
    {
      name: say('people'),
      columns: ['name', 'unit', 'state', 'day', 'reason', 'reminded'].map(say),
      rows: people.map(({ name, unitName = '', state, answeredAt, answer = '', reminded }) => [
        ...[name, unitName, say(`state-${state}`), day(answeredAt), state === 'declined' ? answer : '', reminded],
      ]),
    },
    {
      name: say('units'),
      columns: ['unit', 'all', 'signed', 'declined', 'waiting'].map(say),
      rows: rows.map(({ name, people: all, answers }) => [
        ...[name, all, answers.done ?? 0, answers.declined ?? 0, answers.waiting ?? 0],
      ]),
    },
  ]
}

/** A button of `/pledge_board`: the file itself. */
export const pledgeTake = command({
  name: 'pledge_take',
  for: READERS,
  summary: 'pledges.command-take',
  listed: false,
  async run(talk, [campaign = '', wanted]) {
    const format = FORMATS.find((each) => each === wanted) ?? 'xlsx'
    const { file, name, type, rows } = await talk.execute(takeBoard, { campaign, format, language: talk.language })
    return [{ say: 'pledges.taken', params: { rows }, files: [{ file, name, type }] }]
  },
})
