import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { toDay } from '../calendar/index.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { organisation } from '../people/index.ts'
import { toOffice, toPerson } from './notices.ts'
import { MOST, Noted, noting } from './problems.ts'
import { done, Files, talkStep, Words } from './step.ts'
import { type TalkData, TalkRecord } from './talk.ts'

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
  input: {
    ...{ present: z.string().trim().min(1).max(500), minutes: Words },
    /** What has to be put right by which day. */
    problems: z.array(Noted).max(MOST).default([]),
  },
  run: (stepping) => {
    const { context, input, id, data, org } = stepping
    requireDue(context, data)
    const noted = noting(stepping, input.problems)
    return {
      changes: {
        ...noted.changes,
        attendance: { ...done(context), came: true, present: input.present },
        minutes: { ...done(context), text: input.minutes },
      },
      wishes: [toPerson(org, id, data, 'talks.told.recorded'), ...noted.wishes],
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

/** Reminds of a talk on the last working day before it, and its office where the day has become a day off. */
export const remind = operation({
  name: 'talks.remind',
  summary: 'Remind of a talk on the last working day before it',
  allow: 'system',
  audited: false,
  input: z.object({ talk: z.string(), day: z.string() }),
  output: z.object({}),
  async run(context, { talk, day }) {
    const stored = await context.load(TalkRecord, talk)
    const { data } = stored
    if (data.day !== day || (data.state !== 'invited' && data.state !== 'confirmed')) return answer({})
    const say = data.state === 'invited' ? 'talks.told.soon-unconfirmed' : 'talks.told.soon'
    const org = await organisation(context)
    const rests = !calendarOf(context.content).isWorkingDay(toDay(day))
    return change(TalkRecord, stored, data, [
      toPerson(org, talk, data, say),
      ...(rests ? toOffice(org, talk, data, 'talks.told.rest-day') : []),
    ])
  },
  outputOf: () => ({}),
})
