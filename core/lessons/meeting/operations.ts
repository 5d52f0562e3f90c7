import { z } from 'zod'
import { audienceFrom, audiencePages, GivenAudience, SENDERS } from '../../audiences/index.ts'
import { Day, instantAt } from '../../calendar/index.ts'
import type { GivenKind } from '../../campaigns/campaign.ts'
import { Campaign } from '../../campaigns/index.ts'
import { Office } from '../../content/office.ts'
import { actorName } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { forbidden, refusal } from '../../kernel/errors.ts'
import { operation, query } from '../../kernel/operation.ts'
import { change, create } from '../../kernel/outcome.ts'
import type { Stored } from '../../kernel/record.ts'
import { Attendance, codeAt, endOf, isCodeNow, Meeting, meetingOf, requireInvited, requireRunning } from './meeting.ts'

const OFFICERS = ['officer', 'director'] as const
const Named = { campaign: z.string() }
const Reason = z.string().trim().min(1).max(200)

/** Says to an audience where and when a lesson is held. */
export const announce = operation({
  name: 'lessons.announce',
  summary: 'Announce a meeting at which a lesson is held to whoever is to come',
  allow: [...SENDERS],
  input: z.strictObject({
    title: z.string().trim().min(1).max(40),
    audience: GivenAudience,
    day: Day,
    time: z.string().regex(/^([01]?\d|2[0-3])[:\uFF1A][0-5]\d$/),
    place: z.string().trim().min(1).max(100),
  }),
  output: z.strictObject(Named),
  async run(context, { title, day, place, ...input }) {
    const time = input.time.replace('\uFF1A', ':').padStart(5, '0')
    const at = instantAt(day, time, context.content.only(Office).timezone)
    if (at <= context.now) throw refusal('lessons.ends-in-the-past')
    const audience = await audienceFrom(context, input.audience)
    if (!(await hasPeople(context, audience))) throw refusal('lessons.nobody')
    const [id, campaign] = [context.newId(Meeting), context.newId(Campaign)]
    const params = { title, day, time, place }
    const buttons = [{ say: 'lessons.button.meeting', style: 'primary' as const }]
    const kind: GivenKind = {
      // What an officer notes of an absence afterwards counts too.
      ...{ name: 'meeting', opens: 'meeting', asks: true, late: true },
      invite: { say: 'lessons.meeting-invite', params, buttons },
      remind: { say: 'lessons.meeting-remind', params, buttons },
    }
    const by = actorName(context.actor)
    const opening = { id: campaign, kind, subject: id, title, audience, closesAt: endOf(at), reminders: [1], by }
    const meeting = { campaign, title, day, time, place, at, announcedBy: by }
    return create(Meeting, id, meeting, [{ do: 'campaigns.open', input: opening }])
  },
  outputOf: ({ data: { campaign } }: Stored<Meeting>) => ({ campaign }),
})

const hasPeople = async (context: Context, audience: Parameters<typeof audiencePages>[1]): Promise<boolean> => {
  for await (const { people } of audiencePages(context, audience)) if (people.length > 0) return true
  return false
}

/** What is shown in the room, this minute. */
export const code = query({
  name: 'lessons.code',
  summary: 'The sign-in code of a meeting for this minute',
  allow: [...OFFICERS],
  input: z.strictObject(Named),
  output: z.strictObject({ code: z.string(), title: z.string() }),
  async run(context, { campaign }) {
    const meeting = await meetingOf(context, campaign)
    requireRunning(meeting, context.now)
    return { code: codeAt(context.seal, campaign, context.now), title: meeting.title }
  },
})

/** Whoever was invited signs in for themselves, with the code that the room shows. */
export const signIn = operation({
  name: 'lessons.signIn',
  summary: 'Sign in at a meeting that one is invited to, with the code that is shown there',
  allow: 'person',
  input: z.strictObject({ ...Named, code: z.string().max(30) }),
  output: z.strictObject(Named),
  async run(context, { campaign, code: typed }) {
    const person = oneself(context)
    const meeting = await meetingOf(context, campaign)
    await requireInvited(context, campaign, person)
    const before = await attendanceOf(context, campaign, person)
    if (before?.data.came === true) throw refusal('lessons.signed-already')
    requireRunning(meeting, context.now)
    if (!isCodeNow(context.seal, campaign, context.now, typed.normalize('NFKC').replace(/\s/g, '')))
      throw refusal('lessons.code-wrong')
    return kept(context, before, { campaign, person, came: true })
  },
  outputOf: ({ data: { campaign } }: Stored<Attendance>) => ({ campaign }),
})

/** Whoever can't come says so, and why, before it begins. */
export const excuse = operation({
  name: 'lessons.excuse',
  summary: 'Say before a meeting that one cannot come, and why',
  allow: 'person',
  input: z.strictObject({ ...Named, reason: Reason }),
  output: z.strictObject(Named),
  async run(context, { campaign, reason }) {
    const person = oneself(context)
    const meeting = await meetingOf(context, campaign)
    await requireInvited(context, campaign, person)
    if (context.now >= meeting.at) throw refusal('lessons.excuse-too-late')
    const before = await attendanceOf(context, campaign, person)
    if (before?.data.came === true) throw refusal('lessons.signed-already')
    return kept(context, before, { campaign, person, came: false, reason })
  },
  outputOf: ({ data: { campaign } }: Stored<Attendance>) => ({ campaign }),
})

/** An officer keeps why somebody did not come. */
export const noteAbsence = operation({
  name: 'lessons.noteAbsence',
  summary: 'Keep why somebody who was invited to a meeting did not come',
  allow: [...OFFICERS],
  input: z.strictObject({ ...Named, person: z.string(), reason: Reason }),
  output: z.strictObject(Named),
  async run(context, { campaign, person, reason }) {
    await meetingOf(context, campaign)
    await requireInvited(context, campaign, person)
    const before = await attendanceOf(context, campaign, person)
    if (before?.data.came === true) throw refusal('lessons.was-there')
    return kept(context, before, { campaign, person, came: false, reason })
  },
  outputOf: ({ data: { campaign } }: Stored<Attendance>) => ({ campaign }),
})

/** When and where, for whoever is invited. */
export const meetingFor = query({
  name: 'lessons.meeting',
  summary: 'When and where a meeting is that whoever asks is invited to',
  allow: 'person',
  input: z.strictObject(Named),
  output: z.strictObject({
    ...{ title: z.string(), day: z.string(), time: z.string(), place: z.string() },
    ...{ begun: z.boolean(), came: z.boolean().optional() },
  }),
  async run(context, { campaign }) {
    const person = oneself(context)
    const { title, day, time, place, at } = await meetingOf(context, campaign)
    await requireInvited(context, campaign, person)
    const came = (await context.read(Attendance).get(attendanceId(campaign, person)))?.data.came
    return { title, day, time, place, begun: context.now >= at, ...(came === undefined ? {} : { came }) }
  },
})

/** @throws Refusal `forbidden`: nobody signs in for somebody else */
const oneself = ({ actor }: Context): string => {
  if (actor.kind !== 'person') throw forbidden()
  return actor.person
}

const attendanceId = (campaign: string, person: string): string => `${campaign}:${person}`

const attendanceOf = async (context: Context, campaign: string, person: string) => {
  const id = attendanceId(campaign, person)
  return (await context.read(Attendance).get(id)) === undefined ? undefined : context.load(Attendance, id)
}

const kept = (
  context: Context,
  before: Stored<Attendance> | undefined,
  { campaign, person, came, reason }: Pick<Attendance, 'campaign' | 'person' | 'came' | 'reason'>,
) => {
  const data = {
    ...{ campaign, person, came, at: context.now, by: actorName(context.actor) },
    ...(reason === undefined ? {} : { reason }),
  }
  const settled = {
    campaign,
    person,
    state: came ? 'done' : 'excused',
    ...(reason === undefined ? {} : { answer: reason }),
  }
  const wishes = [{ do: 'campaigns.settle', input: settled }]
  return before === undefined
    ? create(Attendance, attendanceId(campaign, person), data, wishes)
    : change(Attendance, before, data, wishes)
}
