import { z } from 'zod'
import { Addressee, addresseeId } from '../../campaigns/addressee.ts'
import { Campaign } from '../../campaigns/index.ts'
import type { Context } from '../../kernel/context.ts'
import { notFound, refusal } from '../../kernel/errors.ts'
import { type RecordOf, record } from '../../kernel/record.ts'
import { HOUR, later, MINUTE } from '../../ports/clock.ts'
import type { Seal } from '../../ports/seal.ts'

/** A lesson that is held: 警示教育会. Whom it is for stands in its campaign. */
export const Meeting = record('lesson-meeting', {
  prefix: 'lm',
  schema: z.strictObject({
    campaign: z.string(),
    title: z.string(),
    day: z.string(),
    time: z.string(),
    place: z.string(),
    /** When it begins. */
    at: z.string(),
    announcedBy: z.string(),
  }),
})
export type Meeting = RecordOf<typeof Meeting>

/** That one person came, or why not. Its id is the campaign's and the person's: nobody signs in twice. */
export const Attendance = record('lesson-attendance', {
  prefix: 'la',
  schema: z.strictObject({
    campaign: z.string(),
    person: z.string(),
    came: z.boolean(),
    reason: z.string().optional(),
    at: z.string(),
    by: z.string(),
  }),
})
export type Attendance = RecordOf<typeof Attendance>

const BEFORE = 30 * MINUTE
const AFTER = 4 * HOUR
/** Until then one may sign in. */
export const endOf = (at: string): string => later(at, AFTER)

/** @throws Refusal `lessons.meeting-unknown` */
export const meetingOf = async (context: Pick<Context, 'read'>, campaign: string): Promise<Meeting> => {
  const found = (await context.read(Campaign).get(campaign))?.data
  const meeting = found?.kind.name === 'meeting' ? await context.read(Meeting).get(found.subject) : undefined
  if (found === undefined || meeting === undefined) throw notFound('lessons.meeting-unknown')
  if (found.state === 'cancelled') throw refusal('lessons.meeting-cancelled')
  return meeting.data
}

/** @throws Refusal `lessons.not-invited` */
export const requireInvited = async (context: Pick<Context, 'read'>, campaign: string, person: string) => {
  if ((await context.read(Addressee).get(addresseeId(campaign, person))) === undefined)
    throw refusal('lessons.not-invited')
}

/** @throws Refusal `lessons.meeting-not-now` */
export const requireRunning = ({ day, time, at }: Meeting, now: string): void => {
  if (now < later(at, -BEFORE) || now >= endOf(at)) throw refusal('lessons.meeting-not-now', { day, time })
}

/** The code of one minute of one meeting. */
export const codeAt = (seal: Seal, campaign: string, instant: string): string =>
  seal.digits(`${campaign}:${instant.slice(0, 16)}`, 'lesson-sign-in', 6)

/** This minute's code counts, and the one before, for whoever types slowly; a photograph is of no use later. */
export const isCodeNow = (seal: Seal, campaign: string, now: string, code: string): boolean =>
  [now, later(now, -MINUTE)].some((instant) => codeAt(seal, campaign, instant) === code)
