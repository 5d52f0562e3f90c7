import { z } from 'zod'
import { refusal } from '../kernel/errors.ts'
import { mayClose } from './closing.ts'
import { toDirectors, toReporters } from './notices.ts'
import { askAgain } from './reporter-steps.ts'
import { rulesOf } from './rules.ts'
import { byOf, caseStep } from './step.ts'

/** One of the things that must be done before a case of this kind is closed 三不放过. */
export const check = caseStep({
  name: 'feedback.check',
  summary: 'Record that something on the closing checklist is done',
  step: 'check',
  by: ['officer', 'handler'],
  input: { item: z.string(), note: z.string().trim().min(2).max(10_000) },
  run: ({ context, input, data }) => {
    const known = rulesOf(context.content).closing[data.kind].checklist.some(({ name }) => name === input.item)
    if (!known) throw refusal('case.checklist-unknown')
    const done = { at: context.now, by: byOf(context), note: input.note }
    return { changes: { closing: { ...data.closing, checklist: { ...data.closing.checklist, [input.item]: done } } } }
  },
})

export const approve = caseStep({
  name: 'feedback.approve',
  summary: 'Approve the closing of a case',
  step: 'approve',
  by: ['director'],
  input: {},
  run: ({ context, data }) => {
    if (data.closing.approval !== undefined) throw refusal('case.already-approved', { number: data.number })
    const missing = mayClose(context.content, data).filter((name) => name !== 'approval')
    if (missing.length > 0) throw refusal('case.checklist-open', { number: data.number, count: missing.length })
    return { changes: { closing: { ...data.closing, approval: { at: context.now, by: byOf(context) } } } }
  },
})

/** Closes an answered case when everything that its kind demands is there; otherwise asks the director. */
export const close = caseStep({
  name: 'feedback.close',
  summary: 'Close an answered case',
  step: 'close',
  by: ['officer'],
  input: { as: z.enum(['solved', 'explained', 'silent', 'decided']).default('explained') },
  run: ({ context, input, id, data, org }) => {
    const missing = mayClose(context.content, data)
    if (missing.length === 1 && missing[0] === 'approval' && data.closing.requestedAt === undefined) {
      const choices = [
        { say: 'feedback.button.approve', token: `approve ${id}`, style: 'primary' as const },
        { say: 'feedback.button.show', token: `show ${id}` },
      ]
      return {
        changes: { closing: { ...data.closing, requestedAt: context.now } },
        wishes: toDirectors(org, id, data, 'feedback.told.to-approve', { choices }),
      }
    }
    if (missing.length > 0)
      throw refusal(
        missing.includes('approval') && missing.length === 1 ? 'case.approval-awaited' : 'case.checklist-open',
        { number: data.number, count: missing.length },
      )
    return {
      changes: { state: 'closed', closedAt: context.now, closedAs: input.as },
      wishes: [
        ...toReporters(id, data, 'feedback.told.closed', {
          params: { days: rulesOf(context.content).reopenDays },
          choices: [{ say: 'feedback.button.reopen', token: `reopen ${id}` }],
        }),
        askAgain(id, context.now, rulesOf(context.content).askAgainDays),
      ],
    }
  },
})
