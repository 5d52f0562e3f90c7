import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { addDays, Day, instantAt } from '../calendar/index.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create, type Wish } from '../kernel/outcome.ts'
import { nextNumber } from '../numbering/numbering.ts'
import { organisation } from '../people/index.ts'
import { officeOf } from '../people/office-of.ts'
import { toPerson } from './notices.ts'
import { StepOutput, stepOutput, talkStep } from './step.ts'
import { type TalkData, TalkRecord } from './talk.ts'

const Appointment = {
  day: Day,
  time: z.string().regex(/^([01]?\d|2[0-3])[:\uFF1A][0-5]\d$/),
  place: z.string().trim().min(1).max(200),
}
const Reason = z.string().trim().min(2).max(2_000)

/** Calls somebody to a talk. */
export const call = operation({
  name: 'talks.call',
  summary: 'Call a cadre to a warning talk: who, when, where and why',
  allow: ['officer', 'director'],
  oneAtATime: true,
  input: z.object({ person: z.string().max(60), reason: Reason, ...Appointment }),
  output: StepOutput,
  async run(context, input) {
    const org = await organisation(context)
    const person = org.person(input.person)
    if (person?.state !== 'active') throw refusal('talks.person-unknown')
    if (context.actor.kind === 'person' && context.actor.person === input.person) throw refusal('talks.oneself')
    requireAhead(context, input.day)
    const office = officeOf(context)
    const data: TalkData = {
      ...{ number: await nextNumber(context, TalkRecord, 'T'), state: 'invited', person: input.person, office },
      unit: org.postsHeldBy(input.person)[0]?.unit ?? office,
      ...{ day: input.day, time: clock(input.time), place: input.place, reason: input.reason },
      ...{ calledBy: actorName(context.actor), wishes: [], objections: [], problems: [] },
      steps: [{ at: context.now, by: actorName(context.actor), did: 'call' }],
    }
    const id = context.newId(TalkRecord)
    return create(TalkRecord, id, data, [toPerson(org, id, data, 'talks.told.called'), ...reminder(context, id, data)])
  },
  outputOf: stepOutput,
})

/** Another day, hour or place; the person is invited anew. */
export const move = talkStep({
  name: 'talks.move',
  summary: 'Move a talk to another day, hour or place',
  step: 'move',
  by: 'office',
  input: Appointment,
  run: ({ context, input, id, data, org }) => {
    requireAhead(context, input.day)
    const changes = { day: input.day, time: clock(input.time), place: input.place }
    const next = { ...data, ...changes }
    return { changes, wishes: [toPerson(org, id, next, 'talks.told.moved'), ...reminder(context, id, next)] }
  },
})

export const confirm = talkStep({
  name: 'talks.confirm',
  summary: 'Say that you will come to a talk',
  step: 'confirm',
  by: 'person',
  input: {},
  run: () => ({}),
})

const requireAhead = (context: Context, day: Day): void => {
  const today = calendarOf(context.content).dayAt(context.now)
  if (day < today) throw refusal('talks.in-the-past', { day })
  if (day > addDays(today, 366)) throw refusal('talks.too-far', { day })
}

const clock = (time: string): string => time.replace('\uFF1A', ':').padStart(5, '0')

/** In the afternoon of the last working day before it; told only if it still stands. */
const reminder = (context: Context, id: string, { day }: TalkData): readonly Wish[] => {
  const calendar = calendarOf(context.content)
  const at = instantAt(calendar.addWorkingDays(Day.parse(day), -1).day, '15:00', calendar.timeZone)
  return at <= context.now ? [] : [{ do: 'talks.remind', input: { talk: id, day }, at }]
}
