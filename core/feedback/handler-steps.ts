import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { countedDay } from '../calendar/counted.ts'
import { close, stop } from '../calendar/index.ts'
import { Attachment } from '../conversation/conversation.ts'
import { refusal } from '../kernel/errors.ts'
import { excludedUnits } from '../matters/route.ts'
import { DAY, later } from '../ports/clock.ts'
import { handedTo, keptDue, withDue } from './limit.ts'
import { toOfficers, toReporters, toUnit } from './notices.ts'
import { rulesOf } from './rules.ts'
import { remindOfRuling } from './ruling-day.ts'
import { byOf, caseStep } from './step.ts'

const Words = z.string().trim().min(2).max(10_000)
const Files = z.array(Attachment).max(20).default([])

export const accept = caseStep({
  name: 'feedback.accept',
  summary: 'The lead unit takes the case on',
  step: 'accept',
  by: ['handler'],
  input: {},
  run: ({ context, id, data, org, unit }) => ({
    changes: {
      state: 'accepted',
      acceptedBy: byOf(context),
      // Whoever was asked first stays answerable until now.
      ...(data.clock === undefined ? {} : keptDue(context, data, handedTo(context, data.clock, unit))),
    },
    wishes: toReporters(id, data, 'feedback.told.accepted', {
      params: { unit: org.unit(unit)?.name ?? unit, due: data.due?.day ?? '' },
    }),
  }),
})

/** Once, with a reason; the unit stays answerable until another accepts. A second refusal goes to an officer. */
export const pass = caseStep({
  name: 'feedback.pass',
  summary: 'The lead unit says that another unit should answer',
  step: 'pass',
  by: ['handler'],
  input: { reason: Words, to: z.string().optional() },
  run: ({ context, input, id, data, org, unit }) => {
    if (input.to !== undefined && org.unit(input.to) === undefined) throw refusal('case.unit-unknown')
    if (input.to === unit) throw refusal('case.passed-to-itself')
    if (input.to !== undefined && excludedUnits(org, data.against).has(input.to))
      throw refusal('case.unit-not-possible')
    const passes = [
      ...data.passes,
      {
        at: context.now,
        by: byOf(context),
        from: unit,
        reason: input.reason,
        ...(input.to === undefined ? {} : { to: input.to }),
      },
    ]
    const params = { unit: org.unit(unit)?.name ?? unit, reason: input.reason }
    const second = data.passes.some((each) => each.to !== undefined) || input.to === undefined
    if (!second && input.to !== undefined) {
      const units = [...new Set([...data.units, input.to])]
      return {
        changes: { passes, lead: input.to, units },
        wishes: toUnit(org, input.to, id, data, 'feedback.told.passed-to-you', { params, choices: handlerChoices(id) }),
      }
    }
    const calendar = calendarOf(context.content)
    const days = rulesOf(context.content).rulingWorkingDays
    const ruleBy = countedDay(context.content, calendar.dayAt(context.now), days)
    return {
      changes: { passes, state: 'disputed', ruleBy },
      wishes: [
        ...toOfficers(org, id, data, 'feedback.told.disputed', {
          params: { ...params, due: ruleBy.day },
          choices: [
            { say: 'feedback.button.rule', token: `rule ${id}`, style: 'primary' },
            { say: 'feedback.button.show', token: `show ${id}` },
          ],
        }),
        remindOfRuling(context.content, id, ruleBy),
      ],
    }
  },
})

export const handlerChoices = (id: string) =>
  [
    { say: 'feedback.button.accept', token: `accept ${id}`, style: 'primary' },
    { say: 'feedback.button.show', token: `show ${id}` },
    { say: 'feedback.button.pass', token: `pass ${id}` },
  ] as const

/** Asks the citizen; the clock stands until they answer. */
export const ask = caseStep({
  name: 'feedback.ask',
  summary: 'Ask whoever reported the case; the limit stands still until they answer',
  step: 'ask',
  by: ['handler', 'officer'],
  input: { text: Words },
  run: ({ context, input, id, data }) => {
    if (data.questions.some((question) => question.answer === undefined)) throw refusal('case.already-asked')
    const question = { id: `q${data.questions.length + 1}`, at: context.now, by: byOf(context), text: input.text }
    const questions = [...data.questions, question]
    // Who left nothing behind can't be told: the question waits for their return, and the limit goes on.
    const running = data.reporter === 'nothing' ? undefined : data.clock
    const limit = running === undefined ? {} : withDue(context, stop(running, question.id, context.now))
    return {
      changes: { questions, ...limit },
      wishes: toReporters(id, { ...data, merged: [] }, 'feedback.told.asked', {
        params: { question: input.text },
        choices: [{ say: 'feedback.button.reply', token: `reply ${id}`, style: 'primary' }],
      }),
    }
  },
})

export const measure = caseStep({
  name: 'feedback.measure',
  summary: 'Record a measure that the unit has taken',
  step: 'measure',
  by: ['handler', 'officer'],
  input: { text: Words, files: Files },
  run: ({ context, input, id, data }) => ({
    changes: {
      measures: [...data.measures, { at: context.now, by: byOf(context), text: input.text, files: input.files }],
    },
    wishes:
      data.state === 'accepted' ? toReporters(id, data, 'feedback.told.measure', { params: { text: input.text } }) : [],
  }),
})

/** The unit's answer: the citizen reads it, rates it, and can say that it does not do. */
export const answerCase = caseStep({
  name: 'feedback.answer',
  summary: 'Answer the case',
  step: 'answer',
  by: ['handler'],
  input: { text: Words, files: Files },
  run: ({ context, input, id, data, unit }) => {
    const given = { at: context.now, by: byOf(context), unit, text: input.text, files: input.files, round: data.round }
    return {
      changes: {
        state: 'answered',
        answers: [...data.answers, given],
        ...(data.clock === undefined ? {} : { clock: close(data.clock, context.now) }),
      },
      wishes: [
        ...toReporters(id, data, 'feedback.told.answered', {
          params: { text: input.text, days: rulesOf(context.content).reopenDays },
          choices: [
            { say: 'feedback.button.rate', token: `rate ${id}`, style: 'primary' },
            { say: 'feedback.button.reopen', token: `reopen ${id}` },
          ],
        }),
        {
          do: 'feedback.closeSilent',
          input: { case: id, round: data.round },
          at: later(context.now, rulesOf(context.content).silentDays * DAY),
        },
      ],
    }
  },
})
