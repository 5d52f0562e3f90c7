import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Day, instantAt } from '../calendar/index.ts'
import { Office } from '../content/office.ts'
import { forbidden, refusal } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { organisation } from '../people/index.ts'
import { AbsenceBook, bookId, stateOf } from './absence.ts'

const Row = z.object({
  name: z.string(),
  /** The titles of the posts held in this unit. */
  posts: z.array(z.string()),
  /** The last day away. */
  until: Day,
  standIn: z.string().optional(),
})
export type BoardRow = z.infer<typeof Row>

/** What stands on the door of a unit 离岗告示: who is away until when, and who stands in. For everybody, as on a door. */
export const board = query({
  name: 'absences.board',
  summary: 'Who of a unit is away on a day, until when, who stands in, and who receives people there',
  allow: 'anyone',
  input: z.object({ unit: z.string().max(60), day: Day.optional() }),
  output: z.object({ unit: z.string(), day: Day, receiving: z.array(z.string()), away: z.array(Row) }),
  async run(context, input) {
    const org = await organisation(context)
    const unit = org.unit(input.unit)
    if (unit === undefined) throw refusal('absence.unit-unknown')
    const calendar = calendarOf(context.content)
    const today = calendar.dayAt(context.now)
    const day = input.day ?? today
    const zone = context.content.only(Office).timezone
    const instant = day === today ? context.now : instantAt(day, '12:00', zone)
    const posts = org.postsOf(unit.code)
    const holders = [...new Set(posts.flatMap((post) => org.holder(post.code) ?? []))]
    const away = holders.flatMap((person) => {
      const absence = org.absence(person.code, instant)
      if (absence === undefined) return []
      const standIn = org.standIn(person.code, instant)?.person.name
      return {
        name: person.name,
        posts: posts.filter((post) => post.holder === person.code).map(({ title }) => title),
        until: calendar.dayAt(new Date(Date.parse(absence.until) - 1).toISOString()),
        ...(standIn === undefined ? {} : { standIn }),
      }
    })
    return { unit: unit.name, day, receiving: org.reception(unit.code, instant).map(({ name }) => name), away }
  },
})

const Own = z.object({
  absence: z.string(),
  from: Day,
  to: Day,
  state: z.enum(['ahead', 'running', 'over', 'cancelled']),
  standIn: z.string().optional(),
})

/** The absences of whoever asks, the newest first. */
export const own = query({
  name: 'absences.own',
  summary: 'Your own absences, the newest first',
  allow: 'person',
  input: z.object({}),
  output: z.object({ absences: z.array(Own) }),
  async run(context) {
    if (context.actor.kind !== 'person') throw forbidden()
    const org = await organisation(context)
    const book = await context.read(AbsenceBook).get(bookId(context.actor.person))
    const zone = context.content.only(Office).timezone
    const absences = (book?.data.absences ?? []).map((absence) => {
      const standIn = absence.standIn === undefined ? undefined : org.person(absence.standIn)?.name
      return {
        ...{ absence: absence.id, from: absence.from, to: absence.to, state: stateOf(absence, context.now, zone) },
        ...(standIn === undefined ? {} : { standIn }),
      }
    })
    return { absences: absences.sort((a, b) => (a.from < b.from ? 1 : -1)).slice(0, 50) }
  },
})
