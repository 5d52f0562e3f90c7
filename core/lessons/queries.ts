import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import type { Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { organisation } from '../people/index.ts'
import { PersonLanguage } from '../people/person.ts'
import type { PrintDocument } from '../ports/printer.ts'
import { Course, courseId } from './course.ts'

/** What whoever asks has learnt in all years, the newest first. */
export const mine = query({
  name: 'lessons.mine',
  summary: 'The lessons that whoever asks has finished, the newest first',
  allow: 'person',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        campaign: z.string(),
        title: z.string(),
        at: z.string(),
        passed: z.boolean(),
        score: z.string(),
      }),
    ),
  }),
  async run(context, { limit }) {
    const { actor } = context
    if (actor.kind !== 'person') throw forbidden()
    const where = { 'data.person': actor.person, 'data.ended.at': { gt: '' } }
    const { rows } = await context.read(Course).page({ where, order: ['-data.ended.at'], limit })
    return {
      rows: rows.flatMap(({ data: { campaign, title, ended } }) =>
        ended === undefined
          ? []
          : [{ campaign, title, at: ended.at, passed: ended.passed, score: `${ended.right}/${ended.of}` }],
      ),
    }
  },
})

/** One's own certificate, for a lesson that was passed. */
export const certificate = query({
  name: 'lessons.certificate',
  summary: 'The certificate of a lesson that whoever asks has passed, as PDF',
  allow: 'person',
  input: z.strictObject({ campaign: z.string(), language: PersonLanguage.default('zh-CN') }),
  output: z.strictObject({ file: z.string(), name: z.string(), type: z.string() }),
  async run(context, { campaign, language }) {
    const { actor } = context
    if (actor.kind !== 'person') throw forbidden()
    const course = (await context.read(Course).get(courseId(campaign, actor.person)))?.data
    if (course?.ended?.passed !== true) throw notFound('lessons.no-certificate')
    const bytes = await context.printer.pdf(await paper(context, course, language))
    return { file: await context.files.put(bytes), name: `${course.lesson}.pdf`, type: 'application/pdf' }
  },
})

/** Nothing of it changes with the day it is printed on. */
const paper = async (context: Context, course: Course, language: Language): Promise<PrintDocument> => {
  const say = (key: string, params = {}): string => context.content.say(language, `lessons.paper.${key}`, params)
  const org = await organisation(context)
  const { ended, title } = course
  const office = inLanguage(context.content.only(Office).name, language)
  const day = calendarOf(context.content).dayAt(ended?.at ?? context.now)
  // It is shown years later: a day in words has no year.
  const when = { day, year: day.slice(0, 4) }
  const post = org.postsHeldBy(course.person)[0]
  return {
    ...{ title: say('title'), subtitle: title, language, stamp: say('stamp', { office, day }) },
    pageWords: context.content.say(language, 'ledgers.page-words'),
    blocks: [
      {
        kind: 'paragraph',
        text: say('text', { name: org.person(course.person)?.name ?? course.person, title, ...when }),
      },
      {
        kind: 'pairs',
        pairs: [
          [say('unit'), org.unit(course.unit)?.name ?? course.unit],
          [say('post'), post?.title ?? ''],
          ...(ended === undefined || ended.of === 0
            ? []
            : [[say('score'), say('score-value', { right: ended.right, of: ended.of })] as const]),
        ],
      },
      { kind: 'paragraph', text: say('office', { office, ...when }) },
    ],
  }
}
