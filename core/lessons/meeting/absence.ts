import { z } from 'zod'
import { refusal } from '../../kernel/errors.ts'
import { operation, query } from '../../kernel/operation.ts'
import type { Stored } from '../../kernel/record.ts'
import { Attendance, attendanceId, attendanceOf, kept } from './attendance.ts'
import { meetingOf, OFFICERS, oneself, requireInvited, requireRunning } from './meeting.ts'

const Named = { campaign: z.string() }
const Reason = z.string().trim().min(1).max(200)
const output = z.strictObject(Named)
const outputOf = ({ data: { campaign } }: Stored<Attendance>) => ({ campaign })

/** Whoever can't come says so, and why, before it begins. */
export const excuse = operation({
  name: 'lessons.excuse',
  summary: 'Say before a meeting that one cannot come, and why',
  allow: 'person',
  input: z.strictObject({ ...Named, reason: Reason }),
  output,
  async run(context, { campaign, reason }) {
    const person = oneself(context)
    const { data: meeting } = await meetingOf(context, campaign)
    await requireInvited(context, campaign, person)
    if (context.now >= meeting.at) throw refusal('lessons.excuse-too-late')
    const before = await attendanceOf(context, campaign, person)
    if (before?.data.came === true) throw refusal('lessons.signed-already')
    return kept(context, before, { campaign, person, came: false, reason })
  },
  outputOf,
})

/** An officer keeps why somebody did not come. */
export const noteAbsence = operation({
  name: 'lessons.noteAbsence',
  summary: 'Keep why somebody who was invited to a meeting did not come',
  allow: [...OFFICERS],
  input: z.strictObject({ ...Named, person: z.string(), reason: Reason }),
  output,
  async run(context, { campaign, person, reason }) {
    await meetingOf(context, campaign)
    await requireInvited(context, campaign, person)
    const before = await attendanceOf(context, campaign, person)
    if (before?.data.came === true) throw refusal('lessons.was-there')
    return kept(context, before, { campaign, person, came: false, reason })
  },
  outputOf,
})

/** An officer in the room notes that somebody is there who can't sign in: a flat battery, no account, no tries left. */
export const noteArrival = operation({
  name: 'lessons.noteArrival',
  summary: 'Note that somebody is at a meeting who could not sign in, and why; never for oneself',
  allow: [...OFFICERS],
  input: z.strictObject({
    ...Named,
    person: z.string(),
    reason: Reason,
    /** Minutes after the beginning; absent for whoever was in time. */
    late: z.coerce.number().int().min(1).max(240).optional(),
  }),
  output,
  async run(context, { campaign, person, reason, late }) {
    const { data: meeting } = await meetingOf(context, campaign)
    if (oneself(context) === person) throw refusal('lessons.not-for-oneself')
    await requireInvited(context, campaign, person)
    // Put right later, too, while somebody remembers; never before.
    if (context.now < meeting.at) requireRunning(meeting, context.now)
    const before = await attendanceOf(context, campaign, person)
    if (before?.data.came === true) throw refusal('lessons.signed-already')
    return kept(context, before, { campaign, person, came: true, reason, late })
  },
  outputOf,
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
    const { title, day, time, place, at } = (await meetingOf(context, campaign)).data
    await requireInvited(context, campaign, person)
    const came = (await context.read(Attendance).get(attendanceId(campaign, person)))?.data.came
    return { title, day, time, place, begun: context.now >= at, ...(came === undefined ? {} : { came }) }
  },
})
