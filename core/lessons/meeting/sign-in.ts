import { z } from 'zod'
import { refusal } from '../../kernel/errors.ts'
import { operation, query } from '../../kernel/operation.ts'
import { change, create } from '../../kernel/outcome.ts'
import { type RecordOf, record, type Stored } from '../../kernel/record.ts'
import { later, MINUTE, SECOND } from '../../ports/clock.ts'
import type { Seal } from '../../ports/seal.ts'
import { type Attendance, attendanceId, attendanceOf, kept, lateBy } from './attendance.ts'
import { meetingOf, OFFICERS, oneself, requireInvited, requireRunning } from './meeting.ts'

/** Wrong codes of one person at one meeting. */
export const SignInTries = record('lesson-sign-in-tries', {
  prefix: 'lt',
  schema: z.strictObject({
    campaign: z.string(),
    person: z.string(),
    wrong: z.number().int(),
    /** Until then no code of theirs is looked at. */
    until: z.string(),
  }),
  keepSteps: 10,
})
export type SignInTries = RecordOf<typeof SignInTries>

/** Wrong codes that cost nothing: people mistype. */
const FREE = 3
/** After so many, only an officer in the room can note that they came. */
const MOST = 8

/** From the third wrong code on, each makes the wait twice as long: 30 seconds, a minute, two. */
const pauseAfter = (wrong: number): number => (wrong < FREE ? 0 : 30 * SECOND * 2 ** (wrong - FREE))

/** @throws Refusal `lessons.code-used-up`, `lessons.code-wait` */
const requireTry = ({ wrong, until }: Pick<SignInTries, 'wrong' | 'until'>, now: string): void => {
  if (wrong >= MOST) throw refusal('lessons.code-used-up')
  if (now < until)
    throw refusal('lessons.code-wait', { seconds: Math.ceil((Date.parse(until) - Date.parse(now)) / SECOND) })
}

/** The code of one minute of one meeting. */
const codeAt = (seal: Seal, campaign: string, instant: string): string =>
  seal.digits(`${campaign}:${instant.slice(0, 16)}`, 'lesson-sign-in', 6)

/** This minute's code counts, and the one before, for whoever types slowly; a photograph is of no use later. */
export const isCodeNow = (seal: Seal, campaign: string, now: string, code: string): boolean =>
  [now, later(now, -MINUTE)].some((instant) => codeAt(seal, campaign, instant) === code)

/** What is shown in the room, this minute. */
export const code = query({
  name: 'lessons.code',
  summary: 'The sign-in code of a meeting for this minute',
  allow: [...OFFICERS],
  input: z.strictObject({ campaign: z.string() }),
  output: z.strictObject({ code: z.string(), title: z.string() }),
  async run(context, { campaign }) {
    const { data } = await meetingOf(context, campaign)
    requireRunning(data, context.now)
    return { code: codeAt(context.seal, campaign, context.now), title: data.title }
  },
})

/** Whoever was invited signs in for themselves, with the code that the room shows. A wrong one is counted. */
export const signIn = operation({
  name: 'lessons.signIn',
  summary: 'Sign in at a meeting that one is invited to, with the code that is shown there; wrong ones are counted',
  allow: 'person',
  input: z.strictObject({ campaign: z.string(), code: z.string().max(30) }),
  output: z.strictObject({ campaign: z.string(), signed: z.boolean(), late: z.number().optional() }),
  async run(context, { campaign, code: typed }) {
    const person = oneself(context)
    const { data: meeting } = await meetingOf(context, campaign)
    await requireInvited(context, campaign, person)
    const before = await attendanceOf(context, campaign, person)
    if (before?.data.came === true) throw refusal('lessons.signed-already')
    requireRunning(meeting, context.now)
    const id = attendanceId(campaign, person)
    const tries =
      (await context.read(SignInTries).get(id)) === undefined ? undefined : await context.load(SignInTries, id)
    if (tries !== undefined) requireTry(tries.data, context.now)
    if (isCodeNow(context.seal, campaign, context.now, typed.normalize('NFKC').replace(/\s/g, '')))
      return kept(context, before, { campaign, person, came: true, late: lateBy(meeting.at, context.now) })
    const wrong = (tries?.data.wrong ?? 0) + 1
    const data = { campaign, person, wrong, until: later(context.now, pauseAfter(wrong)) }
    return tries === undefined ? create(SignInTries, id, data) : change(SignInTries, tries, data)
  },
  outputOf: ({ data }: Stored<Attendance | SignInTries>) => {
    if ('wrong' in data) return { campaign: data.campaign, signed: false }
    return { campaign: data.campaign, signed: true, ...(data.late === undefined ? {} : { late: data.late }) }
  },
})
