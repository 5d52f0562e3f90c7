import { z } from 'zod'
import { namedPeople } from '../audiences/audience.ts'
import { type Audience, audienceFrom, audiencePages, GivenAudience, isNobody, SENDERS } from '../audiences/index.ts'
import { calendarOf } from '../calendar/content.ts'
import { type CountedDay, countedDay } from '../calendar/counted.ts'
import { toDay } from '../calendar/index.ts'
import { Addressee, addresseeId } from '../campaigns/addressee.ts'
import type { GivenKind } from '../campaigns/campaign.ts'
import { Campaign } from '../campaigns/index.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { notFound, refusal, unlessRefused } from '../kernel/errors.ts'
import type { Job } from '../kernel/job.ts'
import { operation } from '../kernel/operation.ts'
import { answer, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { holding } from '../versions/index.ts'
import { LessonRound } from './course.ts'
import type { Lesson } from './lesson.ts'
import { postsTaken, type Taken } from './posts-taken.ts'
import { lessonBook } from './texts/book.ts'

/** Gives a lesson to an audience until a day. */
export const ask = operation({
  name: 'lessons.ask',
  summary: 'Give a lesson to an audience, to be read and passed until a day',
  allow: [...SENDERS],
  input: z.strictObject({ lesson: z.string().max(40), audience: GivenAudience, closesAt: z.iso.datetime() }),
  output: z.strictObject({ campaign: z.string(), lesson: z.string() }),
  async run(context, { lesson: name, audience: words, closesAt }) {
    const lesson = await lessonBook.inForce(context, name)
    if (lesson === undefined) throw notFound('lessons.unknown')
    if (closesAt <= context.now) throw refusal('lessons.ends-in-the-past')
    const audience = await audienceFrom(context, words)
    if (await isNobody(context, audience)) throw refusal('lessons.nobody')
    const campaign = context.newId(Campaign)
    const round = {
      ...{ given: [{ lesson: name, campaign, audience }], askedBy: actorName(context.actor), askedAt: context.now },
    }
    return create(LessonRound, context.newId(LessonRound), round, [
      opening(context, lesson, campaign, audience, { closesAt }),
    ])
  },
  outputOf: ({ data }: Stored<LessonRound>) => ({
    ...{ campaign: data.given[0]?.campaign ?? '', lesson: data.given[0]?.lesson ?? '' },
  }),
})

const opening = (
  context: Context,
  lesson: Lesson,
  id: string,
  audience: Audience,
  window: { readonly closesAt: string; readonly lastDay?: CountedDay },
  why: 'invite' | 'appointed' = 'invite',
): Wish => {
  const buttons = [{ say: 'lessons.button.read', style: 'primary' as const }]
  const params = { lesson: lesson.title }
  // The window is kept by answering itself: what was passed in time counts when it is noted a moment later.
  const kind: GivenKind = {
    ...{ name: 'lesson', opens: 'lesson', asks: true, late: true },
    invite: { say: `lessons.${why}`, params, buttons },
    remind: { say: 'lessons.remind', params, buttons },
  }
  const input = {
    ...{ id, kind, subject: lesson.name, title: lesson.title, audience, ...window, reminders: [3, 1] },
    by: actorName(context.actor),
  }
  return { do: 'campaigns.open', input }
}

/** Each morning: what is due for whoever was appointed or transferred, and was not given to them since. */
export const look = operation({
  name: 'lessons.look',
  summary: 'Give new holders of posts the lessons that are due on appointment',
  allow: 'system',
  audited: false,
  input: z.strictObject({ at: z.string() }),
  output: z.strictObject({ lessons: z.number() }),
  async run(context) {
    const calendar = calendarOf(context.content)
    const today = calendar.dayAt(context.now)
    const org = await organisation(context)
    const taken = postsTaken(org, today)
    const given: LessonRound['given'] = []
    const wishes: Wish[] = []
    for (const standing of taken.length === 0 ? [] : await lessonBook.all(context)) {
      const lesson = holding(standing)
      if (lesson?.onAppointment === undefined) continue
      const { whom, event } = lesson.onAppointment
      const since = new Map(taken.filter((each) => event === undefined || each.event === event).map(dated))
      const people = await notYetGiven(context, lesson.name, await among(context, since, whom))
      if (people.length === 0) continue
      const campaign = `${context.newId(Campaign)}${given.length}`
      const audience = namedPeople(people)
      const lastDay = countedDay(context.content, today, lesson.onAppointment.within)
      const window = { lastDay, closesAt: calendar.closing(toDay(lastDay.day)) }
      given.push({ lesson: lesson.name, campaign, audience })
      wishes.push(opening(context, lesson, campaign, audience, window, 'appointed'))
    }
    if (given.length === 0) return answer({ lessons: 0 })
    const round = { given, askedBy: 'system', askedAt: context.now }
    return create(LessonRound, context.newId(LessonRound), round, wishes)
  },
  outputOf: ({ data }: Stored<LessonRound>) => ({ lessons: data.given.length }),
})

const dated = ({ person, day }: Taken) => [person, day] as const

/** Those of them for whom a lesson is meant; all where nobody is said. */
const among = async (
  context: Context,
  since: ReadonlyMap<string, string>,
  whom: string | undefined,
): Promise<ReadonlyMap<string, string>> => {
  if (whom === undefined) return since
  const meant = new Map<string, string>()
  // What it says may have lost its meaning since it was written: then it is for nobody, and other lessons go on.
  const audience = (await unlessRefused(() => audienceFrom(context, whom))) ?? namedPeople([])
  for await (const { people } of audiencePages(context, audience))
    for (const { code } of people) if (since.has(code)) meant.set(code, since.get(code) ?? '')
  return meant
}

const notYetGiven = async (
  context: Context,
  lesson: string,
  since: ReadonlyMap<string, string>,
): Promise<readonly string[]> => {
  const missing = new Map(since)
  const where = { 'data.kind.name': 'lesson' }
  for await (const { id, data } of context.read(Campaign).stream({ where })) {
    if (data.subject !== lesson || data.state === 'cancelled') continue
    const day = calendarOf(context.content).dayAt(data.openedAt)
    for (const [person, appointed] of missing) {
      if (day < appointed) continue
      if ((await context.read(Addressee).get(addresseeId(id, person))) !== undefined) missing.delete(person)
    }
  }
  return [...missing.keys()].sort()
}

export const morning: Job = {
  name: 'lessons.look',
  cron: '15 8 * * *',
  missed: 'once',
  run: (at) => ({ do: 'lessons.look', input: { at } }),
}
