import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { change, create } from '../kernel/outcome.ts'
import { record } from '../kernel/record.ts'
import { type Against, excludedUnits } from '../matters/route.ts'
import { type Organisation, organisation } from '../people/index.ts'

const LessonSchema = z.object({
  matter: z.string(),
  township: z.string().optional(),
  unit: z.string(),
  rulings: z.number().int(),
  at: z.string(),
})
type Lesson = z.infer<typeof LessonSchema>

/** What rulings have taught: for this matter, in this township, this unit answers. One for each matter and township. */
export const RouteLesson = record('route-lesson', {
  prefix: 'l',
  schema: LessonSchema,
  indexes: [{ paths: ['data.matter'] }],
})

const lessonId = (matter: string, township: string | undefined): string => `l${matter}@${township ?? ''}`

const townshipOf = (org: Organisation, place: string | undefined): string | undefined =>
  place === undefined ? undefined : org.unitOfPlace(place, 'township')?.code

/** A ruling counts at once; the newest wins. */
export const learnRoute = operation({
  name: 'feedback.learnRoute',
  summary: 'Let a ruling teach the routing of a matter',
  allow: 'system',
  input: z.object({ matter: z.string(), place: z.string().optional(), unit: z.string() }),
  output: z.object({ id: z.string() }),
  async run(context, { matter, place, unit }) {
    const township = townshipOf(await organisation(context), place)
    const id = lessonId(matter, township)
    const before = await context.read(RouteLesson).get(id)
    const lesson: Lesson = {
      matter,
      unit,
      rulings: (before?.data.rulings ?? 0) + 1,
      at: context.now,
      ...(township === undefined ? {} : { township }),
    }
    return before === undefined
      ? create(RouteLesson, id, lesson)
      : change(RouteLesson, await context.load(RouteLesson, id), lesson)
  },
  outputOf: ({ id }: { id: string; data: Lesson }) => ({ id }),
})

/** The unit that a ruling gave cases like this one; nobody who is complained about. */
export const learned = async (
  context: Context,
  org: Organisation,
  matter: string,
  place: string | undefined,
  against: Against,
): Promise<string | undefined> => {
  const lesson = await context.read(RouteLesson).get(lessonId(matter, townshipOf(org, place)))
  const unit = lesson?.data.unit
  return unit !== undefined && org.unit(unit) !== undefined && !excludedUnits(org, against).has(unit) ? unit : undefined
}
