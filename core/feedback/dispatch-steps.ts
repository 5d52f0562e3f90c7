import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { refusal } from '../kernel/errors.ts'
import type { Wish } from '../kernel/outcome.ts'
import type { Organisation } from '../people/index.ts'
import type { CaseData } from './case.ts'
import { handlerChoices } from './handler-steps.ts'
import { limitFrom, limitUntil } from './limit.ts'
import { toPeopleOf, toReporters, toUnit } from './notices.ts'
import { requirePossible, sentTo } from './sent-to.ts'
import { byOf, type CaseStepResult, caseStep, type StepContext } from './step.ts'

const Words = z.string().trim().min(2).max(10_000)
const Units = z.array(z.string()).max(20)

/** To a lead unit, with supporting units and a last day 交办. */
export const dispatch = caseStep({
  name: 'feedback.dispatch',
  summary: 'Dispatch a case to a lead unit with supporting units and a last day',
  step: 'dispatch',
  by: ['officer'],
  input: {
    lead: z.string(),
    supporting: Units.default([]),
    due: z.iso.date().optional(),
    note: z.string().max(5_000).optional(),
  },
  run: (step) => sendOut(step, step.input),
})

/** To where the proposal says, in the time that the case has: one tap, while nobody has decided otherwise. */
export const dispatchAsProposed = caseStep({
  name: 'feedback.dispatchAsProposed',
  summary: 'Dispatch a case to the proposed units',
  step: 'dispatchAsProposed',
  by: ['officer'],
  input: {},
  run: (step) => {
    const { unit, supporting } = step.data.proposal
    if (unit === undefined) throw refusal('case.nothing-proposed', { number: step.data.number })
    return sendOut(step, { lead: unit, supporting })
  },
})

/** Two units said no: an officer rules which one answers, and the ruling teaches the routing. */
export const ruleOn = caseStep({
  name: 'feedback.rule',
  summary: 'Rule which unit answers a case that units have passed on twice',
  step: 'rule',
  by: ['officer'],
  input: { unit: z.string(), reason: Words },
  run: ({ context, input, id, data, org }) => {
    requirePossible(org, data, [input.unit])
    const ruling = { at: context.now, by: byOf(context), unit: input.unit, reason: input.reason }
    const limits = limitFrom(context, data, input.unit)
    return {
      // A ruling is not open to a further refusal.
      changes: { state: 'accepted', ruling, ...sentTo(org, data, input.unit, data.supporting), ...limits },
      wishes: [
        ...takenBack(org, id, data, input.unit),
        ...toUnit(org, input.unit, id, data, 'feedback.told.ruled', {
          params: { reason: input.reason, due: limits.due?.day ?? '' },
          choices: [
            { say: 'feedback.button.show', token: `show ${id}` },
            { say: 'feedback.button.answer', token: `answer ${id}`, style: 'primary' },
          ],
        }),
        ...toReporters(id, data, 'feedback.told.accepted', {
          params: { unit: org.unit(input.unit)?.name ?? input.unit, due: limits.due?.day ?? '' },
        }),
        ...(data.matter === undefined
          ? []
          : [{ do: 'feedback.learnRoute', input: { matter: data.matter, place: data.place?.code, unit: input.unit } }]),
      ],
    }
  },
})

interface Way {
  readonly lead: string
  readonly supporting: readonly string[]
  readonly due?: string | undefined
  readonly note?: string | undefined
}

const sendOut = (
  { context, id, data, org }: StepContext<unknown>,
  { lead, supporting, due, note }: Way,
): CaseStepResult => {
  requirePossible(org, data, [lead, ...supporting])
  if (due !== undefined && due < calendarOf(context.content).dayAt(context.now)) throw refusal('case.due-in-the-past')
  const limits = due === undefined ? limitFrom(context, data, lead) : limitUntil(context, data, lead, due)
  const sent = sentTo(org, data, lead, supporting)
  const copy = {
    params: { unit: org.unit(lead)?.name ?? lead },
    choices: [{ say: 'feedback.button.show', token: `show ${id}` }],
  }
  return {
    changes: { state: 'dispatched', acceptedBy: undefined, ...sent, ...limits },
    wishes: [
      ...takenBack(org, id, data, lead),
      ...told(org, id, { ...data, ...limits }, lead, supporting, note),
      ...sent.copied.flatMap((code) => toPeopleOf(org, code, id, data, 'feedback.told.you-are-copied', copy)),
    ],
  }
}

/** The unit that had the case hears that another has it now. */
const takenBack = (org: Organisation, id: string, data: CaseData, lead: string): readonly Wish[] =>
  data.lead === undefined || data.lead === lead ? [] : toPeopleOf(org, data.lead, id, data, 'feedback.told.taken-back')

const told = (
  org: Organisation,
  id: string,
  data: CaseData,
  lead: string,
  supporting: readonly string[],
  note = '',
) => {
  const params = { due: data.due?.day ?? '', text: data.text.slice(0, 200), note }
  const show = [{ say: 'feedback.button.show', token: `show ${id}` }]
  return [
    ...toUnit(org, lead, id, data, 'feedback.told.dispatched-to-you', { params, choices: handlerChoices(id) }),
    ...supporting
      .filter((code) => code !== lead)
      .flatMap((code) => toUnit(org, code, id, data, 'feedback.told.you-support', { params, choices: show })),
    ...toReporters(id, data, 'feedback.told.dispatched', {
      params: { unit: org.unit(lead)?.name ?? lead, due: params.due },
    }),
  ]
}
