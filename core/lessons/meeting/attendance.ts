import { z } from 'zod'
import { actorName } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { change, create } from '../../kernel/outcome.ts'
import { type RecordOf, record, type Stored } from '../../kernel/record.ts'
import { MINUTE } from '../../ports/clock.ts'

/** That one person came, or why not. Its id is the campaign's and the person's: nobody signs in twice. */
export const Attendance = record('lesson-attendance', {
  prefix: 'la',
  schema: z.strictObject({
    campaign: z.string(),
    person: z.string(),
    came: z.boolean(),
    /** So many minutes after the beginning; absent for whoever was in time. */
    late: z.number().int().optional(),
    /** Why they did not come, or why an officer noted that they did. */
    reason: z.string().optional(),
    at: z.string(),
    /** The person themself, or the officer who noted it. */
    by: z.string(),
  }),
  indexes: [{ paths: ['data.campaign'] }],
})
export type Attendance = RecordOf<typeof Attendance>

export const attendanceId = (campaign: string, person: string): string => `${campaign}:${person}`

/** The queue at the door is nobody's fault. */
const GRACE = 5

/** Minutes that count as late; undefined in time. */
export const lateBy = (at: string, now: string): number | undefined => {
  const minutes = Math.floor((Date.parse(now) - Date.parse(at)) / MINUTE)
  return minutes > GRACE ? minutes : undefined
}

/** What is kept of the person by now, to be changed. */
export const attendanceOf = async (context: Context, campaign: string, person: string) => {
  const id = attendanceId(campaign, person)
  return (await context.read(Attendance).get(id)) === undefined ? undefined : context.load(Attendance, id)
}

/** Keeps it, and settles the campaign for the person. */
export const kept = (
  context: Context,
  before: Stored<Attendance> | undefined,
  given: Pick<Attendance, 'campaign' | 'person' | 'came'> & {
    readonly reason?: string
    readonly late?: number | undefined
  },
) => {
  const { late, ...rest } = given
  const { campaign, person, came, reason } = rest
  const data = { ...rest, ...(late === undefined ? {} : { late }), at: context.now, by: actorName(context.actor) }
  const settled = { campaign, person, state: came ? 'done' : 'excused' }
  const wish = { do: 'campaigns.settle', input: { ...settled, ...(reason === undefined ? {} : { answer: reason }) } }
  return before === undefined
    ? create(Attendance, attendanceId(campaign, person), data, [wish])
    : change(Attendance, before, data, [wish])
}
