import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Day, instantAt } from '../calendar/index.ts'
import { Office } from '../content/office.ts'
import { Attachment } from '../conversation/conversation.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { organisation } from '../people/index.ts'
import { toOffice, toPerson } from './notices.ts'
import { talkStep } from './step.ts'
import { type Problem, type TalkData, TalkRecord } from './talk.ts'

const Words = z.string().trim().min(2).max(10_000)
const Files = z.array(Attachment).max(20).default([])
const done = ({ now, actor }: Pick<Context, 'now' | 'actor'>) => ({ at: now, by: actorName(actor) })

export const askOther = talkStep({
  name: 'talks.askOther',
  summary: 'Ask for another date, with the reason',
  step: 'askOther',
  by: 'person',
  input: { reason: Words },
  run: ({ context, input, id, data, org }) => ({
    changes: { wishes: [...data.wishes, { at: context.now, reason: input.reason }] },
    note: input.reason,
    wishes: toOffice(org, id, data, 'talks.told.other-date', { why: input.reason }),
  }),
})

export const cancel = talkStep({
  name: 'talks.cancel',
  summary: 'Call off a talk that was not held',
  step: 'cancel',
  by: 'office',
  input: { reason: Words },
  run: ({ input, id, data, org }) => ({
    note: input.reason,
    wishes: [toPerson(org, id, data, 'talks.told.cancelled', { params: { why: input.reason } })],
  }),
})

export const miss = talkStep({
  name: 'talks.miss',
  summary: 'Record that the person did not come',
  step: 'miss',
  by: 'office',
  input: {},
  run: ({ context, id, data, org }) => {
    requireDue(context, data)
    return {
      changes: { attendance: { ...done(context), came: false, present: '' } },
      wishes: [toPerson(org, id, data, 'talks.told.missed')],
    }
  },
})

/** Who came and what was said: the record that the person is asked to agree to. */
export const hold = talkStep({
  name: 'talks.hold',
  summary: 'Record that a talk was held: who was present, and what was said',
  step: 'hold',
  by: 'office',
  input: { present: z.string().trim().min(1).max(500), minutes: Words },
  run: ({ context, input, id, data, org }) => {
    requireDue(context, data)
    return {
      changes: {
        attendance: { ...done(context), came: true, present: input.present },
        minutes: { ...done(context), text: input.minutes },
      },
      wishes: [toPerson(org, id, data, 'talks.told.recorded')],
    }
  },
})

/** Nothing has happened yet that could be recorded. */
const requireDue = (context: Context, { day }: TalkData): void => {
  if (calendarOf(context.content).dayAt(context.now) < day) throw refusal('talks.not-yet', { day })
}

/** The record in better words, after an objection. */
export const rewrite = talkStep({
  name: 'talks.rewrite',
  summary: 'Correct the record of a talk that the person has not agreed to yet',
  step: 'rewrite',
  by: 'office',
  input: { minutes: Words },
  run: ({ context, input, id, data, org }) => ({
    changes: { minutes: { ...done(context), text: input.minutes } },
    wishes: [toPerson(org, id, data, 'talks.told.recorded')],
  }),
})

export const say = talkStep({
  name: 'talks.say',
  summary: 'Give your statement to a talk; a later one takes the place of an earlier one',
  step: 'say',
  by: 'person',
  input: { text: Words, files: Files },
  run: ({ context, input, id, data, org }) => ({
    changes: { statement: { ...done(context), text: input.text, files: input.files } },
    wishes: toOffice(org, id, data, 'talks.told.statement'),
  }),
})

export const agree = talkStep({
  name: 'talks.agree',
  summary: 'Agree to the record of a talk',
  step: 'agree',
  by: 'person',
  input: {},
  run: ({ context, id, data, org }) => ({
    changes: { agreed: done(context) },
    wishes: toOffice(org, id, data, 'talks.told.agreed'),
  }),
})

export const object = talkStep({
  name: 'talks.object',
  summary: 'Say what is wrong with the record of a talk',
  step: 'object',
  by: 'person',
  input: { text: Words },
  run: ({ context, input, id, data, org }) => ({
    changes: { objections: [...data.objections, { ...done(context), text: input.text }] },
    wishes: toOffice(org, id, data, 'talks.told.objection', { why: input.text }),
  }),
})

/** The most problems of one talk. */
const MOST = 30

export const note = talkStep({
  name: 'talks.note',
  summary: 'Note a problem that has to be put right by a day',
  step: 'note',
  by: 'office',
  input: { text: Words, due: Day },
  run: ({ context, input, id, data, org }) => {
    if (input.due < calendarOf(context.content).dayAt(context.now))
      throw refusal('talks.in-the-past', { day: input.due })
    if (data.problems.length >= MOST) throw refusal('talks.too-many-problems', { most: MOST })
    const problem: Problem = { text: input.text, due: input.due, reports: [], returns: [] }
    const n = data.problems.length
    const at = instantAt(input.due, '09:00', context.content.only(Office).timezone)
    return {
      changes: { problems: [...data.problems, problem] },
      wishes: [
        toPerson(org, id, data, 'talks.told.problem', { params: { n: n + 1, problem: input.text, due: input.due } }),
        { do: 'talks.follow', input: { talk: id, problem: n }, at },
      ],
    }
  },
})

const N = z.coerce.number().int().min(0).max(MOST)

/** @throws Refusal `talks.problem-unknown`, `talks.problem-settled` */
const changed = (data: TalkData, n: number, next: (problem: Problem) => Problem): readonly Problem[] => {
  const problem = data.problems[n]
  if (problem === undefined) throw refusal('talks.problem-unknown')
  if (problem.settled !== undefined) throw refusal('talks.problem-settled', { n: n + 1 })
  return data.problems.map((each, at) => (at === n ? next(each) : each))
}

export const report = talkStep({
  name: 'talks.report',
  summary: 'Report how a problem was put right',
  step: 'report',
  by: 'person',
  input: { problem: N, text: Words, files: Files },
  run: ({ context, input, id, data, org }) => {
    const made = { ...done(context), text: input.text, files: input.files }
    return {
      changes: {
        problems: [...changed(data, input.problem, (each) => ({ ...each, reports: [...each.reports, made] }))],
      },
      wishes: toOffice(org, id, data, 'talks.told.reported', { n: input.problem + 1, what: input.text }),
    }
  },
})

export const settle = talkStep({
  name: 'talks.settle',
  summary: 'Confirm that a problem was put right',
  step: 'settle',
  by: 'office',
  input: { problem: N },
  run: ({ context, input, id, data, org }) => ({
    changes: { problems: [...changed(data, input.problem, (each) => ({ ...each, settled: done(context) }))] },
    wishes: [toPerson(org, id, data, 'talks.told.settled', { params: { n: input.problem + 1 } })],
  }),
})

export const giveBack = talkStep({
  name: 'talks.return',
  summary: 'Return a report that does not put the problem right, with the reason',
  step: 'return',
  by: 'office',
  input: { problem: N, reason: Words },
  run: ({ context, input, id, data, org }) => {
    const made = { ...done(context), reason: input.reason }
    return {
      changes: {
        problems: [...changed(data, input.problem, (each) => ({ ...each, returns: [...each.returns, made] }))],
      },
      wishes: [toPerson(org, id, data, 'talks.told.returned', { params: { n: input.problem + 1, why: input.reason } })],
    }
  },
})

/** Reminds of a talk on the day before, if it still is on that day. */
export const remind = operation({
  name: 'talks.remind',
  summary: 'Remind of a talk on the day before it',
  allow: 'system',
  audited: false,
  input: z.object({ talk: z.string(), day: z.string() }),
  output: z.object({}),
  async run(context, { talk, day }) {
    const stored = await context.load(TalkRecord, talk)
    const { data } = stored
    if (data.day !== day || (data.state !== 'invited' && data.state !== 'confirmed')) return answer({})
    const say = data.state === 'invited' ? 'talks.told.tomorrow-unconfirmed' : 'talks.told.tomorrow'
    return change(TalkRecord, stored, data, [toPerson(await organisation(context), talk, data, say)])
  },
  outputOf: () => ({}),
})

/** Asks after a problem on its day, and every five working days after it, until it is settled. */
export const follow = operation({
  name: 'talks.follow',
  summary: 'Ask after a problem of a talk that is not settled',
  allow: 'system',
  audited: false,
  input: z.object({ talk: z.string(), problem: z.number().int() }),
  output: z.object({}),
  async run(context, { talk, problem: n }) {
    const stored = await context.load(TalkRecord, talk)
    const { data } = stored
    const problem = data.problems[n]
    if (problem === undefined || problem.settled !== undefined) return answer({})
    const org = await organisation(context)
    const calendar = calendarOf(context.content)
    const next = calendar.addWorkingDays(calendar.dayAt(context.now), 5).day
    const params = { n: n + 1, problem: problem.text.slice(0, 200), due: problem.due }
    return change(TalkRecord, stored, data, [
      toPerson(org, talk, data, 'talks.told.follow', { params }),
      ...toOffice(org, talk, data, 'talks.told.still-open', params),
      {
        ...{ do: 'talks.follow', input: { talk, problem: n } },
        at: instantAt(next, '09:00', context.content.only(Office).timezone),
      },
    ])
  },
  outputOf: () => ({}),
})
