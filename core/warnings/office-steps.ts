import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { toDay } from '../calendar/index.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { everyHearerOf, noteFor, personChoices, showWarning, tellOf, tellWarned } from './notices.ts'
import { settingsOf } from './settings.ts'
import { warningStep } from './step.ts'
import { longer, workingDaysFrom } from './timer.ts'
import type { WarningData } from './warning.ts'

const Words = z.string().trim().min(2).max(5_000)

/** The answer will do. Where all is put right the warning ends; otherwise it waits for the day that was promised. */
export const acceptAnswer = warningStep({
  name: 'warnings.accept',
  summary: 'Accept a written answer',
  step: 'accept',
  by: 'office',
  input: {},
  run: ({ context, id, data, org, may }) => {
    const until = data.answers.at(-1)?.until
    const open = until !== undefined && until > calendarOf(context.content).dayAt(context.now)
    const told = tellWarned(
      context.content,
      org,
      may,
      id,
      data,
      open ? 'warnings.told.accepted-until' : 'warnings.told.accepted',
      { params: { until: until ?? '' } },
    )
    if (open) return { changes: {}, wishes: told }
    return {
      changes: { endedAt: context.now, endedAs: 'put-right' },
      wishes: [...told, ...noteFor(data.copies, id, 'ended', context.now)],
      atOnce: 'close',
    }
  },
})

/** The answer will not do, or what it promised was not done: a new round, with a new last day. */
export const returnAnswer = warningStep({
  name: 'warnings.return',
  summary: 'Return a written answer, with what is missing',
  step: 'return',
  by: 'office',
  input: { reason: Words },
  run: ({ context, input: { reason }, id, data, org, may }) => {
    const { within } = settingsOf(context.content).severities[data.severity]
    const anew = workingDaysFrom(context.content, context.now, within)
    // Time that was granted is not taken away.
    const due = anew.day > data.due.day ? anew : data.due
    return {
      changes: { round: data.round + 1, due },
      note: reason,
      wishes: tellWarned(context.content, org, may, id, { ...data, due }, 'warnings.told.returned', {
        params: { reason },
        choices: [{ say: 'warnings.button.respond', token: `respond ${id}`, style: 'primary' }, showWarning(id)],
      }),
    }
  },
})

/** What was promised is done. */
export const closeWarning = warningStep({
  name: 'warnings.close',
  summary: 'Close a warning whose answer was accepted and carried out',
  step: 'close',
  by: 'office',
  input: { note: z.string().trim().max(2_000).optional() },
  run: ({ context, input: { note }, id, data, org, may }) => ({
    changes: { endedAt: context.now, endedAs: 'put-right' },
    ...(note === undefined ? {} : { note }),
    wishes: [
      ...tellWarned(context.content, org, may, id, data, 'warnings.told.closed'),
      ...noteFor(data.copies, id, 'ended', context.now),
    ],
  }),
})

/** It should not have been issued: everybody who was told of it hears that. */
export const withdrawWarning = warningStep({
  name: 'warnings.withdraw',
  summary: 'Withdraw a warning, with a reason that everybody who got it is told',
  step: 'withdraw',
  by: 'office',
  input: { reason: Words },
  run: ({ context, input: { reason }, id, data, org, may }) => ({
    changes: { endedAt: context.now, endedAs: 'withdrawn' },
    note: reason,
    wishes: tellOf(context.content, org, everyHearerOf(org, may, data), id, data, 'warnings.told.withdrawn', {
      params: { reason },
    }),
  }),
})

/** @throws Refusal `warnings.no-time-asked` */
const requireAsked = ({ moreTime, number }: WarningData) => {
  if (moreTime === undefined || moreTime.decided !== undefined) throw refusal('warnings.no-time-asked', { number })
  return moreTime
}

export const grantTime = warningStep({
  name: 'warnings.grantTime',
  summary: 'Grant the time that was asked for',
  step: 'decideTime',
  by: 'office',
  input: {},
  run: ({ context, id, data, org, may }) => {
    const asked = requireAsked(data)
    const due = longer(context.content, data.due, asked.days)
    const decided = { at: context.now, by: actorName(context.actor), granted: true }
    return {
      changes: { due, moreTime: { ...asked, decided } },
      wishes: tellWarned(context.content, org, may, id, { ...data, due }, 'warnings.told.time-granted', {
        params: { days: asked.days },
      }),
    }
  },
})

export const refuseTime = warningStep({
  name: 'warnings.refuseTime',
  summary: 'Refuse the time that was asked for, with a reason',
  step: 'decideTime',
  by: 'office',
  input: { reason: Words },
  run: ({ context, input: { reason }, id, data, org, may }) => {
    const asked = requireAsked(data)
    const decided = { at: context.now, by: actorName(context.actor), granted: false, reason }
    return {
      changes: { moreTime: { ...asked, decided } },
      note: reason,
      wishes: tellWarned(context.content, org, may, id, data, 'warnings.told.time-refused', { params: { reason } }),
    }
  },
})

/** @throws Refusal `warnings.not-disputed` */
const requireDispute = ({ dispute, number }: WarningData) => {
  if (dispute === undefined || dispute.decided !== undefined) throw refusal('warnings.not-disputed', { number })
  return dispute
}

/** The person is right: the warning is withdrawn, and everybody who got it hears that. */
export const upholdDispute = warningStep({
  name: 'warnings.upholdDispute',
  summary: 'Decide that a disputed ground is wrong: the warning is withdrawn',
  step: 'decideDispute',
  by: 'office',
  input: { reason: Words },
  run: ({ context, input: { reason }, id, data, org, may }) => {
    const decided = { at: context.now, by: actorName(context.actor), upheld: true, reason }
    return {
      changes: { dispute: { ...requireDispute(data), decided }, endedAt: context.now, endedAs: 'dispute-upheld' },
      note: reason,
      wishes: tellOf(context.content, org, everyHearerOf(org, may, data), id, data, 'warnings.told.withdrawn', {
        params: { reason },
      }),
      atOnce: 'withdraw',
    }
  },
})

/** The ground stands. The working days that the dispute took are given back. */
export const overruleDispute = warningStep({
  name: 'warnings.overruleDispute',
  summary: 'Decide that a disputed ground stands',
  step: 'decideDispute',
  by: 'office',
  input: { reason: Words },
  run: ({ context, input: { reason }, id, data, org, may }) => {
    const disputed = requireDispute(data)
    const decided = { at: context.now, by: actorName(context.actor), upheld: false, reason }
    const due = givenBack(context, data, disputed.at)
    const over = data.expects !== 'answer' && data.acknowledged !== undefined
    return {
      changes: {
        ...{ dispute: { ...disputed, decided }, due },
        ...(over ? { endedAt: context.now, endedAs: 'acknowledged' as const } : {}),
      },
      note: reason,
      ...(over ? { atOnce: 'lapse' as const } : {}),
      wishes: tellWarned(context.content, org, may, id, { ...data, due }, 'warnings.told.ground-stands', {
        params: { reason },
        choices: over ? [showWarning(id)] : personChoices(id, data),
      }),
    }
  },
})

/** The last day, moved by the working days between `from` and now; at least one is left. */
const givenBack = ({ content, now }: Context, { due }: WarningData, from: string) => {
  const calendar = calendarOf(content)
  const left = calendar.workingDaysBetween(calendar.dayAt(from), toDay(due.day))
  return workingDaysFrom(content, now, Math.max(1, left))
}
