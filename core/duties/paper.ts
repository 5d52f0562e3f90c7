import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import type { Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import { hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { organisation } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import type { Block, PrintDocument } from '../ports/printer.ts'
import { DutyLetter, type Task } from './letter.ts'

/** Who of the office may read the letters of others. */
const OFFICE = ['officer', 'director', 'viewer', 'auditor'] as const

/** A letter with what became of it: the duties, the report on oneself, and what is to be put right. */
const letterPaper = async (context: Context, letter: DutyLetter, language: Language): Promise<PrintDocument> => {
  const { content, now } = context
  const say = (key: string, params = {}): string => content.say(language, `duties.paper.${key}`, params)
  const day = (at = ''): string => (at === '' ? '' : calendarOf(content).dayAt(at))
  const org = await organisation(context)
  const ofKind = (wanted: Task['kind']): readonly Task[] => letter.tasks.filter(({ kind }) => kind === wanted)
  const table = (what: 'task' | 'problem', tasks: readonly Task[]): Block => ({
    kind: 'table',
    columns: [say(what), say('due'), say('done'), say(`${what}-note`)],
    rows: tasks.map(({ text, due, done }) => [text, due, day(done?.at), done?.note ?? say('not-yet')]),
  })
  const [report] = ofKind('report')
  const mend = ofKind('mend')
  return {
    ...{ title: letter.title, subtitle: say('subtitle', { year: day(letter.signedAt).slice(0, 4) }), language },
    stamp: say('stamp', { office: inLanguage(content.only(Office).name, language), day: day(now) }),
    pageWords: content.say(language, 'ledgers.page-words'),
    blocks: [
      {
        kind: 'pairs',
        pairs: [
          [say('person'), org.person(letter.person)?.name ?? letter.person],
          [say('unit'), org.unit(letter.unit)?.name ?? letter.unit],
          [say('signed'), day(letter.signedAt)],
          [say('receipt'), letter.receipt],
        ],
      },
      { kind: 'heading', text: say('tasks') },
      table('task', ofKind('duty')),
      { kind: 'heading', text: say('report') },
      {
        kind: 'paragraph',
        text:
          report?.done === undefined
            ? say('no-report', { due: report?.due ?? '' })
            : say('reported', { day: day(report.done.at), text: report.done.note }),
      },
      ...(report?.done === undefined
        ? []
        : [
            { kind: 'heading' as const, text: say('mend') },
            mend.length === 0 ? { kind: 'paragraph' as const, text: say('nothing-to-mend') } : table('problem', mend),
          ]),
      { kind: 'signatures', names: [say('person'), say('leader')] },
    ],
  }
}

/** A responsibility letter with its report, to be printed: one's own, or any for the office. */
export const print = query({
  name: 'duties.print',
  summary: 'A responsibility letter with what was done, the report and what is to be put right, as PDF or DOCX',
  allow: 'person',
  input: z.strictObject({
    letter: z.string().max(60),
    format: z.enum(['pdf', 'docx']).default('pdf'),
    language: PersonLanguage.default('zh-CN'),
  }),
  output: z.strictObject({ file: z.string(), name: z.string(), type: z.string(), base64: z.string() }),
  async run(context, { letter: id, format, language }) {
    const { actor } = context
    const letter = (await context.read(DutyLetter).get(id))?.data
    const isOwn = actor.kind === 'person' && actor.person === letter?.person
    if (letter === undefined || !(isOwn || hasRole(actor, ...OFFICE))) throw notFound('duties.unknown')
    const bytes = await context.printer[format](await letterPaper(context, letter, language))
    return {
      ...{
        file: await context.files.put(bytes),
        name: `duties-${calendarOf(context.content).dayAt(letter.signedAt).slice(0, 4)}.${format}`,
      },
      ...{ type: TYPES[format], base64: Buffer.from(bytes).toString('base64') },
    }
  },
})

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const
