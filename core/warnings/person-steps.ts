import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Attachment } from '../conversation/conversation.ts'
import { actorName } from '../kernel/actor.ts'
import { refusal } from '../kernel/errors.ts'
import { decidersOf } from './deciders.ts'
import { showWarning, tellOf } from './notices.ts'
import { settingsOf } from './settings.ts'
import { warningStep } from './step.ts'
import { isDisputed } from './timer.ts'

const Words = z.string().trim().min(2).max(5_000)
const Files = z.array(Attachment).max(20).default([])

/** One tap: read and understood. Where nothing more is expected, that is its end. */
export const acknowledge = warningStep({
  name: 'warnings.acknowledge',
  summary: 'Acknowledge a warning that was issued to you',
  step: 'acknowledge',
  by: 'person',
  input: {},
  run: ({ context, data }) => {
    const acknowledged = { at: context.now, by: actorName(context.actor) }
    // Nothing ends while an officer has still to say whether it was right.
    if (data.expects === 'answer' || isDisputed(data)) return { changes: { acknowledged } }
    return { changes: { acknowledged, endedAt: context.now, endedAs: 'acknowledged' }, atOnce: 'lapse' }
  },
})

/** The written answer: the cause, what has been done, and by when the rest will be. */
export const answerWarning = warningStep({
  name: 'warnings.answer',
  summary: 'Answer a warning in writing',
  step: 'answer',
  by: 'person',
  input: { cause: Words, done: Words, until: z.iso.date().optional(), files: Files },
  run: ({ context, input, id, data, org, may }) => {
    if (data.expects !== 'answer') throw refusal('warnings.no-answer-wanted', { number: data.number })
    if (isDisputed(data)) throw refusal('warnings.dispute-open', { number: data.number })
    const { cause, done, until, files } = input
    if (until !== undefined && until < calendarOf(context.content).dayAt(context.now))
      throw refusal('warnings.until-past', { day: until })
    const by = actorName(context.actor)
    const rest = until === undefined ? {} : { until }
    const told = until === undefined ? 'warnings.told.answered' : 'warnings.told.answered-until'
    return {
      changes: { answers: [...data.answers, { at: context.now, by, round: data.round, cause, done, files, ...rest }] },
      wishes: tellOf(context.content, org, decidersOf(org, data, may), id, data, told, {
        params: { cause, done, until: until ?? '' },
        choices: [
          { say: 'warnings.button.accept', token: `accept_answer ${id}`, style: 'primary' },
          { say: 'warnings.button.return', token: `return_answer ${id}` },
          showWarning(id),
        ],
      }),
    }
  },
})

/** More time, once, with a reason, while there still is some. */
export const askTime = warningStep({
  name: 'warnings.askTime',
  summary: 'Ask once for more time, with a reason',
  step: 'askTime',
  by: 'person',
  input: { days: z.number().int().min(1), reason: Words },
  run: ({ context, input: { days, reason }, id, data, org, may }) => {
    if (data.moreTime !== undefined) throw refusal('warnings.more-time-once', { number: data.number })
    const calendar = calendarOf(context.content)
    if (data.due.day < calendar.dayAt(context.now)) throw refusal('warnings.more-time-late', { day: data.due.day })
    const most = settingsOf(context.content).moreTime
    if (days > most) throw refusal('warnings.more-time-most', { most })
    return {
      changes: { moreTime: { at: context.now, days, reason } },
      note: reason,
      wishes: tellOf(context.content, org, decidersOf(org, data, may), id, data, 'warnings.told.more-time', {
        params: { days, reason },
        choices: [
          { say: 'warnings.button.grant', token: `grant_time ${id}`, style: 'primary' },
          { say: 'warnings.button.refuse', token: `refuse_time ${id}` },
          showWarning(id),
        ],
      }),
    }
  },
})

/** The ground is wrong: an officer decides, and nothing climbs until then. */
export const dispute = warningStep({
  name: 'warnings.dispute',
  summary: 'Dispute the ground of a warning, once',
  step: 'dispute',
  by: 'person',
  input: { reason: Words, files: Files },
  run: ({ context, input: { reason, files }, id, data, org, may }) => {
    if (data.dispute !== undefined) throw refusal('warnings.dispute-once', { number: data.number })
    return {
      changes: { dispute: { at: context.now, reason, files } },
      note: reason,
      wishes: tellOf(context.content, org, decidersOf(org, data, may), id, data, 'warnings.told.disputed', {
        params: { reason },
        choices: [
          { say: 'warnings.button.uphold', token: `uphold ${id}`, style: 'primary' },
          { say: 'warnings.button.overrule', token: `overrule ${id}` },
          showWarning(id),
        ],
      }),
    }
  },
})
