import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { addDays, Day, instantAt } from '../calendar/index.ts'
import { Office } from '../content/office.ts'
import { actorName, hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, refusal } from '../kernel/errors.ts'
import { idFrom } from '../kernel/execution.ts'
import { operation } from '../kernel/operation.ts'
import { change, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { type Absence, AbsenceBook, awayTimes, bookId, latest, overlaps, timesOf } from './absence.ts'
import type { About } from './say.ts'

/** How long an absence may last, and how far ahead it may begin, in days. */
const LONGEST = 366

const Announced = z.object({
  person: z.string(),
  absence: z.string(),
  from: Day,
  to: Day,
  workingDays: z.number().int(),
  /** Who acts when it begins, as far as is known now; absent where nobody would. */
  standIn: z.string().optional(),
  as: z.enum(['named', 'b-role', 'leader']).optional(),
})

/** Announces an absence, one's own or as an officer somebody else's. */
export const announce = operation({
  name: 'absences.announce',
  summary: 'Announce an absence; duties and warnings go to the person who stands in, and come back on the day after',
  allow: 'person',
  input: z.object({
    /** Whoever acts, where absent. */
    person: z.string().max(60).optional(),
    from: Day,
    to: Day,
    /** Where absent, the B-role of each post. */
    standIn: z.string().max(60).optional(),
  }),
  output: Announced,
  async run(context, input) {
    const org = await organisation(context)
    const person = aboutWhom(context, input.person)
    const zone = context.content.only(Office).timezone
    const absence: Absence = {
      ...{ id: absenceId(context), from: input.from, to: input.to },
      ...(input.standIn === undefined ? {} : { standIn: input.standIn }),
      ...{ announcedAt: context.now, announcedBy: actorName(context.actor) },
    }
    requireInService(org, person)
    requireDays(context, absence)
    requireStandIn(org, person, absence, zone)
    const known = await context.read(AbsenceBook).get(bookId(person))
    if (known === undefined) {
      const book = { person, absences: [absence] }
      return create(AbsenceBook, bookId(person), book, wishes(context, book, absence, zone))
    }
    const stored = await context.load(AbsenceBook, bookId(person))
    const other = stored.data.absences.find((each) => overlaps(each, absence, zone))
    if (other !== undefined) throw refusal('absence.overlaps', { from: other.from, to: other.to })
    const book = { person, absences: [...stored.data.absences, absence] }
    return change(AbsenceBook, stored, book, wishes(context, book, absence, zone))
  },
  outputOf: (stored: Stored<AbsenceBook>, context) => announced(stored, context),
})

/** The same for the same act, and short enough for a button. */
const absenceId = ({ key }: Pick<Context, 'key'>): string => idFrom(key).slice(0, 10)

const announced = async (
  { data, history }: Stored<AbsenceBook>,
  context: Context,
): Promise<z.infer<typeof Announced>> => {
  const id = absenceId(context)
  const absence = data.absences.find((each) => each.id === id)
  if (absence === undefined) throw new Error(`the absence announced in step ${history.length} is not in its book`)
  const org = await organisation(context)
  const { from } = timesOf(absence, context.content.only(Office).timezone)
  const standing = org.standIn(data.person, latest(from, context.now))
  return {
    ...{ person: data.person, absence: id, from: absence.from, to: absence.to },
    workingDays: workingDaysIn(context, absence),
    ...(standing === undefined ? {} : { standIn: standing.person.code, as: standing.as }),
  }
}

const workingDaysIn = ({ content }: Pick<Context, 'content'>, { from, to }: Absence): number =>
  calendarOf(content).workingDaysBetween(addDays(from, -1), to)

export const aboutWhom = (context: Context, person: string | undefined): string => {
  const { actor } = context
  const about = person ?? (actor.kind === 'person' ? actor.person : undefined)
  if (about === undefined) throw forbidden()
  const own = actor.kind === 'person' && actor.person === about
  if (!own && !hasRole(actor, 'officer', 'administrator')) throw forbidden()
  return about
}

const requireInService = (org: Organisation, person: string): void => {
  if (org.person(person)?.state !== 'active') throw refusal('absence.person-unknown')
}

const requireDays = (context: Context, { from, to }: Absence): void => {
  const today = calendarOf(context.content).dayAt(context.now)
  if (to < from) throw refusal('absence.ends-before-it-begins', { from, to })
  if (from < today) throw refusal('absence.in-the-past', { from, today })
  if (from > addDays(today, LONGEST)) throw refusal('absence.too-far', { from })
  if (to >= addDays(from, LONGEST)) throw refusal('absence.too-long', { days: LONGEST })
}

const requireStandIn = (org: Organisation, person: string, absence: Absence, zone: string): void => {
  const { standIn } = absence
  if (standIn === undefined) return
  const found = org.person(standIn)
  if (found?.state !== 'active') throw refusal('absence.stand-in-unknown')
  const { name } = found
  if (standIn === person) throw refusal('absence.stand-in-is-oneself')
  if (!mayStandIn(org, standIn, person)) throw refusal('absence.stand-in-not-allowed', { name })
  const times = timesOf(absence, zone)
  const away = (found.away ?? []).find(({ from, until }) => from < times.until && times.from < until)
  if (away !== undefined) throw refusal('absence.stand-in-away', { name })
}

/** Somebody of the same unit, the B-role of a post, or whoever leads one: nobody else is let into the unit's cases. */
export const mayStandIn = (org: Organisation, standIn: string, person: string): boolean => {
  const units = new Set(org.postsHeldBy(standIn).map(({ unit }) => unit))
  return org
    .postsHeldBy(person)
    .some(
      (post) => units.has(post.unit) || post.standIn === standIn || org.responsible(post.code)?.person.code === standIn,
    )
}

const wishes = (context: Context, book: AbsenceBook, absence: Absence, zone: string): readonly Wish[] => {
  const at = (day: Day, time: string): string => instantAt(day, time, zone)
  const about = { person: book.person, absence: absence.id }
  const before = at(addDays(absence.from, -1), '16:00')
  return [
    tellPeople(context, book, zone),
    say({ ...about, what: 'announced' }),
    ...(before > context.now ? [say({ ...about, what: 'tomorrow' }, before)] : []),
    say({ ...about, what: 'back' }, at(addDays(absence.to, 1), '08:30')),
  ]
}

/** The wish to let `core/people` know when somebody is away. */
export const tellPeople = ({ now }: Pick<Context, 'now'>, { person, absences }: AbsenceBook, zone: string): Wish => ({
  do: 'people.setAway',
  input: { person, away: awayTimes(absences, now, zone), at: now },
})

export const say = (about: About, at?: string): Wish => ({
  do: 'absences.say',
  input: about,
  ...(at === undefined ? {} : { at }),
})
