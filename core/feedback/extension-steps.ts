import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { extend } from '../calendar/index.ts'
import { refusal } from '../kernel/errors.ts'
import type { CaseData } from './case.ts'
import { withDue } from './limit.ts'
import { toOfficers, toReporters, toUnit } from './notices.ts'
import { rulesOf } from './rules.ts'
import { byOf, caseStep } from './step.ts'

const Reason = z.string().trim().min(2).max(5_000)

/** The request of this round; there can be no second one. */
const asked = (data: CaseData) => data.extensions?.find(({ round }) => round === data.round)

/** Whether a unit has asked for more time and nobody has decided yet. */
export const timeWaits = (data: CaseData): boolean => {
  const request = asked(data)
  return request !== undefined && request.decided === undefined
}

export const mayAskForTime = (data: CaseData): boolean => asked(data) === undefined && data.clock?.extension === null

/** Once a round, with a reason, before the last day is over; an officer decides. Until then the limit goes on. */
export const askExtension = caseStep({
  name: 'feedback.askExtension',
  summary: 'The unit asks once for more time, with a reason',
  step: 'askExtension',
  by: ['handler'],
  input: { days: z.number().int().min(1), reason: Reason },
  run: ({ context, input: { days, reason }, id, data, org, unit }) => {
    requireAskable(
      data,
      calendarOf(context.content).dayAt(context.now),
      days,
      rulesOf(context.content).extensionWorkingDays,
    )
    const request = { at: context.now, by: byOf(context), round: data.round, days, reason }
    return {
      changes: { extensions: [...(data.extensions ?? []), request] },
      wishes: toOfficers(org, id, data, 'feedback.told.extension-asked', {
        params: { unit: org.unit(unit)?.name ?? unit, days, reason, due: data.due?.day ?? '' },
        choices: [
          { say: 'feedback.button.extend_grant', token: `extend_grant ${id}`, style: 'primary' },
          { say: 'feedback.button.extend_refuse', token: `extend_refuse ${id}` },
          { say: 'feedback.button.show', token: `show ${id}` },
        ],
      }),
    }
  },
})

/** @throws Refusal `case.extension-once`, `case.extension-late`, `case.extension-most` */
export const requireAskable = (data: CaseData, today: string, days: number, most: number): void => {
  if (!mayAskForTime(data)) throw refusal('case.extension-once', { number: data.number })
  if (data.due !== undefined && data.due.day < today) throw refusal('case.extension-late', { due: data.due.day })
  if (days > most) throw refusal('case.extension-most', { most })
}

/** @throws Refusal `case.no-extension-asked` */
const waiting = (data: CaseData) => {
  const request = asked(data)
  if (request === undefined || request.decided !== undefined)
    throw refusal('case.no-extension-asked', { number: data.number })
  return request
}

const decidedIn = (data: CaseData, decided: NonNullable<NonNullable<CaseData['extensions']>[number]['decided']>) =>
  (data.extensions ?? []).map((each) => (each.round === data.round ? { ...each, decided } : each))

export const grantExtension = caseStep({
  name: 'feedback.grantExtension',
  summary: 'Grant the time that a unit asked for; the citizen hears the new day and the reason',
  step: 'decideExtension',
  by: ['officer'],
  input: {},
  run: ({ context, id, data, org, unit }) => {
    const { days, reason } = waiting(data)
    if (data.clock === undefined) throw refusal('case.no-extension-asked', { number: data.number })
    const limit = withDue(context, extend(data.clock, days, context.now))
    const params = { days, reason, due: limit.due?.day ?? '', unit: org.unit(unit)?.name ?? unit }
    return {
      changes: {
        ...limit,
        extensions: decidedIn(data, { at: context.now, by: byOf(context), granted: true }),
      },
      wishes: [
        ...toUnit(org, unit, id, data, 'feedback.told.extension-granted', {
          params,
          choices: [{ say: 'feedback.button.show', token: `show ${id}` }],
        }),
        ...toReporters(
          id,
          data,
          limit.due === undefined ? 'feedback.told.extended-standing' : 'feedback.told.extended',
          {
            params,
          },
        ),
      ],
    }
  },
})

export const refuseExtension = caseStep({
  name: 'feedback.refuseExtension',
  summary: 'Refuse the time that a unit asked for, with a reason',
  step: 'decideExtension',
  by: ['officer'],
  input: { reason: Reason },
  run: ({ context, input: { reason }, id, data, org, unit }) => {
    waiting(data)
    return {
      changes: { extensions: decidedIn(data, { at: context.now, by: byOf(context), granted: false, reason }) },
      wishes: toUnit(org, unit, id, data, 'feedback.told.extension-refused', {
        params: { reason, due: data.due?.day ?? '' },
        choices: [{ say: 'feedback.button.show', token: `show ${id}` }],
      }),
    }
  },
})
