import { z } from 'zod'
import { calendarOf } from '../../calendar/content.ts'
import { Campaign } from '../../campaigns/index.ts'
import { personIn } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { type RecordOf, record } from '../../kernel/record.ts'
import { LessonRound } from '../course.ts'
import { KINDS, lessonsOf } from '../lesson.ts'
import { Meeting } from '../meeting/meeting.ts'

/** One line of a year's plan 年度学习计划 that an officer filed; lines of the content stand in the lessons' files. */
export const PlannedLesson = record('planned-lesson', {
  prefix: 'pl',
  schema: z.strictObject({
    year: z.number().int(),
    month: z.number().int(),
    kind: z.enum(KINDS),
    title: z.string(),
    /** The lesson of the content that is meant; a meeting where absent. */
    lesson: z.string().optional(),
    /** For whom, as it was written. */
    whom: z.string(),
    filedAt: z.string(),
    filedBy: z.string(),
    dropped: z.strictObject({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
  }),
  keepSteps: 10,
  indexes: [{ paths: ['data.year'] }],
})
export type PlannedLesson = RecordOf<typeof PlannedLesson>

export const PLAN_STATES = ['given', 'overdue', 'due', 'ahead', 'dropped'] as const

/** A line of the plan as it stands today. */
export const PlanLine = z.strictObject({
  /** Absent for a line of the content. */
  id: z.string().optional(),
  month: z.number(),
  kind: z.enum(KINDS),
  title: z.string(),
  lesson: z.string().optional(),
  whom: z.string(),
  state: z.enum(PLAN_STATES),
  /** The person who filed it, where one did. */
  filedBy: z.string().optional(),
  /** The day on which it went out. */
  givenOn: z.string().optional(),
  /** Why it was taken out. */
  reason: z.string().optional(),
})
export type PlanLine = z.infer<typeof PlanLine>

type Reading = Pick<Context, 'read' | 'content' | 'now'>
type Line = Omit<PlanLine, 'state' | 'givenOn'>

/**
 * The plan of a year in the order of its months. What was given is worked out, not ticked off: a lesson's first giving
 * in the year fulfils its first line, the second giving the second; a meeting fulfils the line that it was announced for.
 */
export const planOf = async (context: Reading, year: number): Promise<readonly PlanLine[]> => {
  const today = calendarOf(context.content).dayAt(context.now)
  const given = await givenIn(context, year)
  const lines = await linesOf(context, year)
  const taken = new Map<string, number>()
  return lines.map((line) => {
    if (line.reason !== undefined) return { ...line, state: 'dropped' as const }
    const key = line.lesson ?? line.id ?? ''
    const place = taken.get(key) ?? 0
    taken.set(key, place + 1)
    const givenOn = given.get(key)?.[place]
    return givenOn === undefined
      ? { ...line, state: openState(today, year, line.month) }
      : { ...line, state: 'given' as const, givenOn }
  })
}

const openState = (today: string, year: number, month: number): 'overdue' | 'due' | 'ahead' => {
  const [planned, now] = [`${year}-${String(month).padStart(2, '0')}`, today.slice(0, 7)]
  return planned < now ? 'overdue' : planned === now ? 'due' : 'ahead'
}

const linesOf = async (context: Reading, year: number): Promise<readonly Line[]> => {
  const lines: Line[] = lessonsOf(context.content).flatMap(({ name, title, kind, plan }) =>
    plan
      .filter((each) => each.year === year)
      .map(({ month, for: whom }) => ({ month, kind, title, lesson: name, whom })),
  )
  for await (const { id, data } of context.read(PlannedLesson).stream({ where: { 'data.year': year } })) {
    const { month, kind, title, lesson, whom, dropped } = data
    const filedBy = personIn(data.filedBy)
    lines.push({
      ...{ id, month, kind, title, whom },
      ...(filedBy === undefined ? {} : { filedBy }),
      ...(lesson === undefined ? {} : { lesson }),
      ...(dropped === undefined ? {} : { reason: dropped.reason }),
    })
  }
  return lines.sort((a, b) => a.month - b.month)
}

/** The days of a year on which each lesson was given, and each planned meeting announced, the earliest first. */
const givenIn = async (context: Reading, year: number): Promise<ReadonlyMap<string, readonly string[]>> => {
  const days = new Map<string, string[]>()
  const dayAt = (at: string): string => calendarOf(context.content).dayAt(at)
  const note = (key: string, day: string) => {
    if (day.startsWith(String(year))) days.set(key, [...(days.get(key) ?? []), day].sort())
  }
  for await (const { data } of context.read(LessonRound).stream({})) {
    // What is due on an appointment is for one person or two: the plan is not fulfilled by it.
    if (data.askedBy === 'system') continue
    for (const { lesson, campaign } of data.given)
      if ((await context.read(Campaign).get(campaign))?.data.state !== 'cancelled') note(lesson, dayAt(data.askedAt))
  }
  for await (const { data } of context.read(Meeting).stream({}))
    if (data.planned !== undefined && data.calledOff === undefined) note(data.planned, data.day)
  return days
}
