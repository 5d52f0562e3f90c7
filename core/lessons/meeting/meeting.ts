import { z } from 'zod'
import { Addressee, addresseeId } from '../../campaigns/addressee.ts'
import { Campaign } from '../../campaigns/index.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { forbidden, notFound, refusal } from '../../kernel/errors.ts'
import { type RecordOf, record, type Stored } from '../../kernel/record.ts'
import { HOUR, later, MINUTE } from '../../ports/clock.ts'

export const OFFICERS = ['officer', 'director'] as const

/** A lesson that is held: 警示教育会. Whom it is for stands in its campaign. */
export const Meeting = record('lesson-meeting', {
  prefix: 'lm',
  schema: z.strictObject({
    /** The one that invites to it as it stands; a meeting that was moved has a new one. */
    campaign: z.string(),
    title: z.string(),
    day: z.string(),
    time: z.string(),
    place: z.string(),
    /** When it begins. */
    at: z.string(),
    announcedBy: z.string(),
    /** The line of the yearly plan that it fulfils. */
    planned: z.string().optional(),
    calledOff: z.strictObject({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
  }),
  keepSteps: 20,
})
export type Meeting = RecordOf<typeof Meeting>

const BEFORE = 30 * MINUTE
const AFTER = 4 * HOUR
/** Until then one may sign in. */
export const endOf = (at: string): string => later(at, AFTER)

/** The meeting to which a campaign invites. @throws Refusal `lessons.meeting-unknown`, `-cancelled`, `-moved` */
export const meetingOf = async (context: Pick<Context, 'read'>, campaign: string): Promise<Stored<Meeting>> => {
  const found = (await context.read(Campaign).get(campaign))?.data
  const meeting = found?.kind.name === 'meeting' ? await context.read(Meeting).get(found.subject) : undefined
  if (found === undefined || meeting === undefined) throw notFound('lessons.meeting-unknown')
  const { calledOff, day, time, place } = meeting.data
  if (calledOff !== undefined) throw refusal('lessons.meeting-cancelled', { reason: calledOff.reason })
  if (meeting.data.campaign !== campaign) throw refusal('lessons.meeting-moved', { day, time, place })
  if (found.state === 'cancelled') throw refusal('lessons.meeting-cancelled', { reason: '' })
  return meeting
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

/** @throws Refusal `forbidden`: nobody signs in for somebody else */
export const oneself = ({ actor }: { readonly actor: Actor }): string => {
  if (actor.kind !== 'person') throw forbidden()
  return actor.person
}
