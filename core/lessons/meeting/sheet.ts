import { z } from 'zod'
import { calendarOf } from '../../calendar/content.ts'
import { timeAt } from '../../calendar/index.ts'
import { Addressee } from '../../campaigns/addressee.ts'
import { READERS } from '../../campaigns/index.ts'
import { inLanguage } from '../../content/localized.ts'
import { Office } from '../../content/office.ts'
import { actorName } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { operation } from '../../kernel/operation.ts'
import { create } from '../../kernel/outcome.ts'
import { record, type Stored } from '../../kernel/record.ts'
import { type Organisation, organisation } from '../../people/index.ts'
import { PersonLanguage } from '../../people/person.ts'
import type { PrintDocument } from '../../ports/printer.ts'
import { Attendance } from './attendance.ts'
import { type Meeting, meetingOf } from './meeting.ts'

const TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export const SHEET_FORMATS = ['pdf', 'xlsx'] as const

const SheetSchema = z.strictObject({
  campaign: z.string(),
  format: z.enum(SHEET_FORMATS),
  /** The name of the file in the file store. */
  file: z.string(),
  name: z.string(),
  rows: z.number().int(),
  takenAt: z.string(),
  takenBy: z.string(),
})

/** That somebody took out the attendance sheet of a meeting. */
export const AttendanceSheet = record('lesson-sheet', { prefix: 'ls', schema: SheetSchema })

/** The attendance sheet 签到表: everybody who was invited, with when they came or why not. */
export const takeSheet = operation({
  name: 'lessons.sheet',
  summary: 'Take the attendance sheet of a meeting as PDF or XLSX: who came when, who was late, who did not and why',
  allow: [...READERS],
  input: z.strictObject({
    campaign: z.string().max(60),
    format: z.enum(SHEET_FORMATS).default('pdf'),
    language: PersonLanguage.default('zh-CN'),
  }),
  output: z.strictObject({ file: z.string(), name: z.string(), type: z.string(), rows: z.number() }),
  async run(context, { campaign, format, language }) {
    const { data: meeting } = await meetingOf(context, campaign)
    const say: Say = (key, params = {}) => context.content.say(language, `lessons.${key}`, params)
    const { rows, came } = await rowsOf(context, await organisation(context), meeting, say)
    const columns = ['n', 'name', 'unit', 'came', 'time', 'note'].map((each) => say(`sheet.${each}`))
    const { title, day, time, place } = meeting
    const office = inLanguage(context.content.only(Office).name, language)
    const document: PrintDocument = {
      ...{ title: say('sheet.title'), subtitle: title, language },
      stamp: say('paper.stamp', { office, day: calendarOf(context.content).dayAt(context.now) }),
      pageWords: context.content.say(language, 'ledgers.page-words'),
      blocks: [
        {
          kind: 'paragraph',
          text: say('sheet.when', { day, year: day.slice(0, 4), time, place, people: rows.length, came }),
        },
        { kind: 'table', columns, rows },
        { kind: 'signatures', names: [say('sheet.recorder')] },
      ],
    }
    const bytes =
      format === 'pdf'
        ? await context.printer.pdf(document)
        : await context.printer.workbook([{ name: say('sheet.title'), columns, rows }])
    return create(AttendanceSheet, context.newId(AttendanceSheet), {
      ...{ campaign, format, file: await context.files.put(bytes), name: `${day}-${title}.${format}` },
      ...{ rows: rows.length, takenAt: context.now, takenBy: actorName(context.actor) },
    })
  },
  outputOf: ({ data: { file, name, format, rows } }: Stored<z.infer<typeof SheetSchema>>) => ({
    ...{ file, name, type: TYPES[format], rows },
  }),
})

type Say = (key: string, params?: Record<string, string | number>) => string

const rowsOf = async (context: Context, org: Organisation, { campaign }: Meeting, say: Say) => {
  const attended = new Map<string, Attendance>()
  for await (const { data } of context.read(Attendance).stream({ where: { 'data.campaign': campaign } }))
    attended.set(data.person, data)
  const rows: (string | number)[][] = []
  for await (const { data } of context.read(Addressee).stream({ where: { 'data.campaign': campaign } })) {
    const { person, unit = '' } = data
    const found = attended.get(person)
    // Noted by an officer: when they came is not known to the minute.
    const byHand = found?.came === true && found.by !== `person:${person}`
    const time = found?.came === true && !byHand ? timeAt(found.at, context.content.only(Office).timezone) : ''
    const reason = found?.reason ?? ''
    rows.push([
      ...[rows.length + 1, org.person(person)?.name ?? person, org.unit(unit)?.name ?? unit],
      ...[attendanceWords(found, data.state, say), time, byHand ? say('sheet.by-hand', { reason }) : reason],
    ])
  }
  return { rows, came: [...attended.values()].filter(({ came }) => came).length }
}

/** Whether one came, in a word or two. */
export const attendanceWords = (found: Attendance | undefined, state: Addressee['state'], say: Say): string => {
  if (found?.came === true)
    return found.late === undefined ? say('meeting-done') : say('meeting-late', { minutes: found.late })
  if (found !== undefined) return say('meeting-excused-short')
  return state === 'left' ? say('meeting-left') : say('meeting-waiting')
}
