import { z } from 'zod'
import { type Audience, audienceFrom, GivenAudience, isNobody, SENDERS } from '../../audiences/index.ts'
import { Day, instantAt } from '../../calendar/index.ts'
import type { GivenKind } from '../../campaigns/campaign.ts'
import { Campaign } from '../../campaigns/index.ts'
import { Office } from '../../content/office.ts'
import { actorName } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { notFound, refusal } from '../../kernel/errors.ts'
import { operation } from '../../kernel/operation.ts'
import { change, create, type Wish } from '../../kernel/outcome.ts'
import type { Stored } from '../../kernel/record.ts'
import { PlannedLesson } from '../plan/planned.ts'
import { endOf, Meeting, meetingOf } from './meeting.ts'

const When = {
  day: Day,
  time: z.string().regex(/^([01]?\d|2[0-3])[:\uFF1A][0-5]\d$/),
  place: z.string().trim().min(1).max(100),
}
const Named = z.strictObject({ campaign: z.string() })
const outputOf = ({ data: { campaign } }: Stored<Meeting>) => ({ campaign })

/** Says to an audience where and when a lesson is held. */
export const announce = operation({
  name: 'lessons.announce',
  summary: 'Announce a meeting at which a lesson is held to whoever is to come',
  allow: [...SENDERS],
  input: z.strictObject({
    ...{ title: z.string().trim().min(1).max(40), audience: GivenAudience, ...When },
    /** The line of the yearly plan that it fulfils. */
    planned: z.string().max(60).optional(),
  }),
  output: Named,
  async run(context, { title, audience: words, planned, ...input }) {
    const when = whenOf(context, input)
    const audience = await audienceFrom(context, words)
    if (await isNobody(context, audience)) throw refusal('lessons.nobody')
    if (planned !== undefined && (await context.read(PlannedLesson).get(planned)) === undefined)
      throw notFound('lessons.not-planned')
    const [id, campaign] = [context.newId(Meeting), context.newId(Campaign)]
    const by = actorName(context.actor)
    const meeting = { campaign, title, ...when, announcedBy: by, ...(planned === undefined ? {} : { planned }) }
    return create(Meeting, id, meeting, [inviting(context, id, meeting, audience)])
  },
  outputOf,
})

/** Another day, time or place: whoever was invited is invited anew, and what they excused themselves from is over. */
export const move = operation({
  name: 'lessons.moveMeeting',
  summary: 'Move a meeting to another day, time or place; whoever was invited is invited anew',
  allow: [...SENDERS],
  input: z.strictObject({ campaign: z.string(), ...When }),
  output: Named,
  async run(context, { campaign: before, ...input }) {
    const { stored, audience } = await ahead(context, before)
    const when = whenOf(context, input)
    const { day, time, place } = stored.data
    if (day === when.day && time === when.time && place === when.place) throw refusal('lessons.meeting-same')
    const campaign = context.newId(Campaign)
    const moved = { ...stored.data, ...when, campaign }
    return change(Meeting, stored, moved, [
      { do: 'campaigns.cancel', input: { campaign: before } },
      inviting(context, stored.id, moved, audience, { beforeDay: day, beforeTime: time }),
    ])
  },
  outputOf,
})

/** It is not held: whoever was invited is told, and need not do anything. */
export const callOff = operation({
  name: 'lessons.cancelMeeting',
  summary: 'Cancel a meeting; whoever was invited is told why',
  allow: [...SENDERS],
  input: z.strictObject({ campaign: z.string(), reason: z.string().trim().min(1).max(200) }),
  output: Named,
  async run(context, { campaign, reason }) {
    const { stored, audience } = await ahead(context, campaign)
    const { title, day, time } = stored.data
    const by = actorName(context.actor)
    const saying = { say: 'lessons.meeting-off', params: { title, day, time, reason } }
    const kind: GivenKind = { name: 'meeting-off', opens: 'meeting', asks: false, invite: saying, remind: saying }
    return change(Meeting, stored, { ...stored.data, calledOff: { at: context.now, by, reason } }, [
      { do: 'campaigns.cancel', input: { campaign } },
      { do: 'campaigns.open', input: { id: context.newId(Campaign), kind, subject: stored.id, title, audience, by } },
    ])
  },
  outputOf,
})

/** @throws Refusal `lessons.ends-in-the-past` */
const whenOf = (
  { content, now }: Context,
  { day, time: said, place }: { readonly day: Meeting['day'] & z.infer<typeof Day>; time: string; place: string },
) => {
  const time = said.replace('\uFF1A', ':').padStart(5, '0')
  const at = instantAt(day, time, content.only(Office).timezone)
  if (at <= now) throw refusal('lessons.ends-in-the-past')
  return { day, time, place, at }
}

/** A meeting that has not begun, and whom it is for. @throws Refusal `lessons.meeting-begun` */
const ahead = async (context: Context, campaign: string) => {
  const { id, data } = await meetingOf(context, campaign)
  const invites = await context.read(Campaign).get(campaign)
  if (invites === undefined) throw notFound('lessons.meeting-unknown')
  if (context.now >= data.at) throw refusal('lessons.meeting-begun')
  return { stored: await context.load(Meeting, id), audience: invites.data.audience }
}

/** Invites; with what it was `before`, says that this takes its place. */
const inviting = (
  context: Context,
  id: string,
  { campaign, title, day, time, place, at }: Meeting,
  audience: Audience,
  before: { readonly beforeDay: string; readonly beforeTime: string } | undefined = undefined,
): Wish => {
  const params = { title, day, time, place }
  const buttons = [{ say: 'lessons.button.meeting', style: 'primary' as const }]
  const kind: GivenKind = {
    // What an officer notes of an absence afterwards counts too.
    ...{ name: 'meeting', opens: 'meeting', asks: true, late: true },
    invite:
      before === undefined
        ? { say: 'lessons.meeting-invite', params, buttons }
        : { say: 'lessons.meeting-moved', params: { ...params, ...before }, buttons },
    remind: { say: 'lessons.meeting-remind', params, buttons },
  }
  const by = actorName(context.actor)
  const input = { id: campaign, kind, subject: id, title, audience, closesAt: endOf(at), reminders: [1], by }
  return { do: 'campaigns.open', input }
}
