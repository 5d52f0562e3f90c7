import { z } from 'zod'
import { close, reopen as reopenClock, resume } from '../calendar/index.ts'
import { Attachment } from '../conversation/conversation.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { DAY, later } from '../ports/clock.ts'
import type { CaseData, CaseState } from './case.ts'
import { mayClose } from './closing.ts'
import { limitAfterMerge, withDue } from './limit.ts'
import { alarm, toDirectors, toOfficers, toPeopleOf, toUnit } from './notices.ts'
import { rulesOf } from './rules.ts'
import { byOf, caseStep } from './step.ts'

const Words = z.string().trim().max(20_000)
const Files = z.array(Attachment).max(50).default([])

/** Whoever handles the case now, or its officers while nobody does. */
const nowWith = (data: CaseData): string | undefined =>
  data.state === 'received' || data.state === 'disputed' ? undefined : data.lead

/** What is said later may be the first word of a danger to life. */
const tellsOfDanger = async ({ assistant }: Pick<Context, 'assistant'>, text: string): Promise<boolean> =>
  (await assistant.extract(text)).danger === true

/** Words and photos to a case, at any time. */
export const add = caseStep({
  name: 'feedback.add',
  summary: 'Add words or photos to a case',
  step: 'add',
  by: ['reporter'],
  input: { text: Words.default(''), files: Files },
  run: async ({ context, input, id, data, org }) => {
    if (input.text === '' && input.files.length === 0) throw refusal('case.nothing-added')
    const unit = nowWith(data)
    const choices = [{ say: 'feedback.button.show', token: `show ${id}` }]
    const inDanger = await tellsOfDanger(context, input.text)
    return {
      changes: {
        ...(inDanger ? { urgent: true } : {}),
        additions: [...data.additions, { at: context.now, by: 'citizen', text: input.text, files: input.files }],
      },
      wishes: [
        ...(inDanger ? alarm(org, id, data) : []),
        ...(unit === undefined ? [] : toUnit(org, unit, id, data, 'feedback.told.added', { choices })),
      ],
    }
  },
})

/** Answers the open question; the clock goes on. */
export const reply = caseStep({
  name: 'feedback.reply',
  summary: 'Answer what the office or the unit asked',
  step: 'reply',
  by: ['reporter'],
  input: { text: Words.min(1), files: Files },
  run: async ({ context, input, id, data, org }) => {
    const open = data.questions.find((question) => question.answer === undefined)
    if (open === undefined) throw refusal('case.nothing-asked')
    const answer = { at: context.now, text: input.text, files: input.files }
    const stopped = data.clock?.stops.some((each) => each.question === open.id && each.to === null) === true
    const unit = nowWith(data)
    const notice = { params: { text: input.text }, choices: [{ say: 'feedback.button.show', token: `show ${id}` }] }
    const inDanger = await tellsOfDanger(context, input.text)
    return {
      changes: {
        ...(inDanger ? { urgent: true } : {}),
        questions: data.questions.map((question) => (question.id === open.id ? { ...question, answer } : question)),
        ...(stopped && data.clock !== undefined ? withDue(context, resume(data.clock, open.id, context.now)) : {}),
      },
      wishes: [
        ...(inDanger ? alarm(org, id, data) : []),
        ...(unit === undefined
          ? toOfficers(org, id, data, 'feedback.told.replied', notice)
          : toUnit(org, unit, id, data, 'feedback.told.replied', notice)),
      ],
    }
  },
})

const Score = z.number().int().min(1).max(5).optional()

/** What the citizen thinks of the answer. "Solved" closes the case where nothing else is demanded. */
export const rate = caseStep({
  name: 'feedback.rate',
  summary: 'Rate the answer',
  step: 'rate',
  by: ['reporter'],
  input: {
    solved: z.enum(['yes', 'partly', 'no']),
    attitude: Score,
    speed: Score,
    words: z.string().trim().max(5_000).optional(),
  },
  run: ({ context, input, id, data, org }) => {
    const rating = {
      at: context.now,
      round: data.round,
      solved: input.solved,
      ...(input.attitude === undefined ? {} : { attitude: input.attitude }),
      ...(input.speed === undefined ? {} : { speed: input.speed }),
      ...(input.words === undefined || input.words === '' ? {} : { words: input.words }),
    }
    const ratings = [...data.ratings.filter((each) => each.round !== data.round), rating]
    const rated = { ...data, ratings }
    if (data.state !== 'answered' || input.solved !== 'yes') return { changes: { ratings } }
    if (mayClose(context.content, rated).length > 0) {
      return {
        changes: { ratings },
        wishes: toDirectors(org, id, rated, 'feedback.told.to-approve', {
          choices: [{ say: 'feedback.button.show', token: `show ${id}` }],
        }),
      }
    }
    return {
      changes: { ratings, state: 'closed', closedAt: context.now, closedAs: 'solved' },
      wishes: [askAgain(id, context.now, rulesOf(context.content).askAgainDays)],
    }
  },
})

export const askAgain = (id: string, now: string, days: number) => ({
  do: 'feedback.askAgain',
  input: { case: id },
  at: later(now, days * DAY),
})

/** @throws Refusal `case.too-late-to-reopen` when more than `days` have gone by since it was closed or refused */
export const requireReopenable = (data: CaseData, now: string, days: number): void => {
  const since = data.closedAt ?? data.answers.at(-1)?.at ?? data.refusal?.at ?? data.receivedAt
  // A merged case was neither closed nor refused: asking for an own answer has no time limit.
  if (data.state !== 'merged' && later(since, days * DAY) < now) throw refusal('case.too-late-to-reopen', { days })
}

/** The answer does not do, or the problem is back: the same unit, a new limit, within the time that content sets. */
export const reopen = caseStep({
  name: 'feedback.reopen',
  summary: 'Reopen an answered case, with a reason',
  step: 'reopen',
  by: ['reporter', 'officer'],
  input: { reason: z.string().trim().min(2).max(10_000) },
  run: ({ context, input, id, data, org }) => {
    const rules = rulesOf(context.content)
    requireReopenable(data, context.now, rules.reopenDays)
    const clock =
      data.clock?.closedAt == null ? undefined : reopenClock(data.clock, rules.reopenedWorkingDays, context.now)
    const params = { reason: input.reason }
    const show = { say: 'feedback.button.show', token: `show ${id}` }
    const answer = { say: 'feedback.button.answer', token: `answer ${id}`, style: 'primary' as const }
    const back = stateAfter(data)
    // What the office refused, it decides anew: no unit has it.
    const nobody = { lead: undefined, acceptedBy: undefined, supporting: [], copied: [], units: [] }
    const unit = back === 'received' ? undefined : data.lead
    return {
      changes: {
        state: back,
        ...(back === 'received' ? nobody : {}),
        closedAt: undefined,
        closedAs: undefined,
        mergedInto: undefined,
        beforeMerge: undefined,
        refusal: undefined,
        closing: { checklist: data.closing.checklist },
        round: data.round + 1,
        reopened: [...data.reopened, { at: context.now, by: byOf(context), reason: input.reason }],
        ...(clock === undefined ? {} : withDue(context, clock)),
        ...(data.mergedInto === undefined ? {} : limitAfterMerge(context, data)),
      },
      wishes: [
        ...(data.mergedInto === undefined
          ? []
          : [{ do: 'feedback.release', input: { case: data.mergedInto, merged: id } }]),
        ...(unit === undefined
          ? []
          : toUnit(org, unit, id, data, 'feedback.told.reopened', {
              params,
              choices: back === 'accepted' ? [answer, show] : [show],
            })),
        ...toOfficers(org, id, data, 'feedback.told.reopened', { params, choices: [show] }),
      ],
    }
  },
})

/** Where a case goes on: a merged one where it stood, an answered one at its unit, a refused one with the office. */
const stateAfter = (data: CaseData): CaseState => {
  if (data.state === 'merged') return data.beforeMerge ?? 'received'
  return data.lead === undefined || data.refusal !== undefined ? 'received' : 'accepted'
}

export const withdraw = caseStep({
  name: 'feedback.withdraw',
  summary: 'Withdraw a case that is not answered yet',
  step: 'withdraw',
  by: ['reporter'],
  input: {},
  run: ({ context, id, data, org }) => ({
    changes: {
      state: 'withdrawn',
      merged: [],
      ...(data.clock === undefined ? {} : { clock: close(data.clock, context.now) }),
    },
    wishes: [
      ...(data.lead === undefined ? [] : toPeopleOf(org, data.lead, id, data, 'feedback.told.withdrawn')),
      // The others who told of the same problem did not withdraw: theirs go on by themselves.
      ...data.merged.map((each) => ({ do: 'feedback.setFree', input: { case: each, from: id } })),
    ],
  }),
})

/** Some weeks after closing: did it stay solved? "No" reopens, however late. */
export const stayed = caseStep({
  name: 'feedback.stayed',
  summary: 'Say whether the problem stayed solved',
  step: 'stayed',
  by: ['reporter'],
  input: { solved: z.boolean() },
  run: ({ context, input, id, data, org }) => {
    const said = [...data.stayed, { at: context.now, solved: input.solved }]
    if (input.solved) return { changes: { stayed: said } }
    const clock =
      data.clock?.closedAt == null
        ? undefined
        : reopenClock(data.clock, rulesOf(context.content).reopenedWorkingDays, context.now)
    const choices = [{ say: 'feedback.button.show', token: `show ${id}` }]
    return {
      changes: {
        stayed: said,
        state: data.lead === undefined ? 'received' : 'accepted',
        closedAt: undefined,
        closedAs: undefined,
        closing: { checklist: data.closing.checklist },
        round: data.round + 1,
        reopened: [
          ...data.reopened,
          { at: context.now, by: byOf(context), reason: context.content.say('zh-CN', 'feedback.back-again') },
        ],
        ...(clock === undefined ? {} : withDue(context, clock)),
      },
      wishes: [
        ...(data.lead === undefined ? [] : toUnit(org, data.lead, id, data, 'feedback.told.back-again', { choices })),
        ...toOfficers(org, id, data, 'feedback.told.back-again', { choices }),
      ],
    }
  },
})
