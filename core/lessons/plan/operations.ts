import { z } from 'zod'
import { audienceFrom } from '../../audiences/index.ts'
import { calendarOf } from '../../calendar/content.ts'
import { inLanguage } from '../../content/localized.ts'
import { Office } from '../../content/office.ts'
import { actorName } from '../../kernel/actor.ts'
import { notFound, refusal } from '../../kernel/errors.ts'
import { operation, query } from '../../kernel/operation.ts'
import { change, create } from '../../kernel/outcome.ts'
import type { Stored } from '../../kernel/record.ts'
import { PersonLanguage } from '../../people/person.ts'
import { KINDS } from '../lesson.ts'
import { OFFICERS } from '../meeting/meeting.ts'
import { lessonBook } from '../texts/book.ts'
import { PlanLine, PlannedLesson, planOf } from './planned.ts'

const Year = z.coerce.number().int().min(2000).max(2100)
const Filed = z.strictObject({ planned: z.string(), year: z.number() })
const outputOf = ({ id, data }: Stored<PlannedLesson>) => ({ planned: id, year: data.year })

/** Files one line of the yearly plan with the office. */
export const file = operation({
  name: 'lessons.plan',
  summary: 'File a lesson or a meeting with the yearly plan: month, kind, title and for whom',
  allow: [...OFFICERS],
  input: z.strictObject({
    year: Year,
    month: z.coerce.number().int().min(1).max(12),
    kind: z.enum(KINDS),
    title: z.string().trim().min(1).max(40),
    /** The name of a lesson that there is already; a meeting is meant where absent. */
    lesson: z.string().max(40).optional(),
    /** An audience in words, as when it is given. */
    whom: z.string().trim().min(1).max(500),
  }),
  output: Filed,
  async run(context, input) {
    const today = calendarOf(context.content).dayAt(context.now)
    if (`${input.year}-${String(input.month).padStart(2, '0')}` < today.slice(0, 7)) throw refusal('lessons.plan-over')
    const lesson = input.lesson === undefined ? undefined : await lessonBook.inForce(context, input.lesson)
    if (input.lesson !== undefined && lesson === undefined) throw notFound('lessons.unknown')
    // Read now, so that nobody finds out in September that it means nobody.
    await audienceFrom(context, input.whom)
    const filed = { filedAt: context.now, filedBy: actorName(context.actor) }
    // A lesson has its own kind.
    const { kind } = lesson ?? input
    return create(PlannedLesson, context.newId(PlannedLesson), { ...input, kind, ...filed })
  },
  outputOf,
})

/** Takes a line out of the plan; it stays readable, with the reason. */
export const drop = operation({
  name: 'lessons.dropPlanned',
  summary: 'Take a line out of the yearly plan, with the reason; it stays readable',
  allow: [...OFFICERS],
  input: z.strictObject({ planned: z.string().max(60), reason: z.string().trim().min(1).max(200) }),
  output: Filed,
  async run(context, { planned, reason }) {
    if ((await context.read(PlannedLesson).get(planned)) === undefined) throw notFound('lessons.not-planned')
    const stored = await context.load(PlannedLesson, planned)
    if (stored.data.dropped !== undefined) throw refusal('lessons.dropped-already')
    const dropped = { at: context.now, by: actorName(context.actor), reason }
    return change(PlannedLesson, stored, { ...stored.data, dropped })
  },
  outputOf,
})

/** The plan of a year, with what was given and what is overdue. */
export const planned = query({
  name: 'lessons.planned',
  summary: 'The plan of lessons of a year by month, with what was given and what is overdue',
  allow: 'staff',
  input: z.strictObject({ year: Year }),
  output: z.strictObject({ lines: z.array(PlanLine) }),
  run: async (context, { year }) => ({ lines: [...(await planOf(context, year))] }),
})

/** The plan on paper, to be filed. */
export const printPlan = query({
  name: 'lessons.printPlan',
  summary: 'The plan of lessons of a year as PDF, as it stands today',
  allow: 'staff',
  input: z.strictObject({ year: Year, language: PersonLanguage.default('zh-CN') }),
  output: z.strictObject({ file: z.string(), name: z.string(), type: z.string() }),
  async run(context, { year, language }) {
    const { content } = context
    const say = (key: string, params = {}): string => content.say(language, `lessons.${key}`, params)
    const lines = await planOf(context, year)
    const day = calendarOf(content).dayAt(context.now)
    const columns = ['month', 'kind', 'title', 'whom', 'state'].map((each) => say(`plan-paper.${each}`))
    const rows = lines.map(({ month, kind, title, whom, state, givenOn }) => [
      ...[month, say(`kind-${kind}`), title, whom],
      givenOn === undefined ? say(`plan-${state}`) : say('plan-given-on', { day: givenOn }),
    ])
    const bytes = await context.printer.pdf({
      ...{ title: say('plan-paper.heading', { year: String(year) }), language },
      stamp: say('paper.stamp', { office: inLanguage(content.only(Office).name, language), day }),
      pageWords: content.say(language, 'ledgers.page-words'),
      blocks:
        rows.length === 0
          ? [{ kind: 'paragraph', text: say('plan-paper.none') }]
          : [
              { kind: 'table', columns, rows },
              { kind: 'signatures', names: [say('plan-paper.filed-by')] },
            ],
    })
    return { file: await context.files.put(bytes), name: `lesson-plan-${year}.pdf`, type: 'application/pdf' }
  },
})
