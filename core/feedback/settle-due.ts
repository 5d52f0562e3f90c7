import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { Case, type CaseData } from './case.ts'
import { OPEN } from './lifecycle.ts'
import { dueAnew } from './limit.ts'
import { toOfficers, toReporters, toUnit } from './notices.ts'

/** A last day that was counted on weekends only is counted anew; whoever was promised it or owes it hears where it moved. */
export const settleDue = operation({
  name: 'feedback.settleDue',
  summary: 'Count the provisional last day of a case anew after the official list of a year was announced',
  allow: 'system',
  input: z.object({ case: z.string() }),
  output: z.object({ id: z.string() }),
  async run(context, input) {
    const stored = await context.load(Case, input.case)
    const { id, data } = stored
    if (!OPEN.includes(data.state) || data.clock === undefined || data.due?.provisional !== true) return answer({ id })
    const due = dueAnew(context, data)
    if (due === undefined || (due.day === data.due.day && due.provisional)) return answer({ id })
    const next = { ...data, due }
    if (due.day === data.due.day) return change(Case, stored, next)
    return change(Case, stored, next, [
      ...told(await organisation(context), id, next, data.due.day),
      // Rules watch the day that holds now.
      { do: 'rules.caseChanged', input: { case: id, step: 'settleDue' } },
    ])
  },
  outputOf: ({ id }: { id: string }) => ({ id }),
})

const told = (org: Organisation, id: string, data: CaseData, before: string): readonly Wish[] => {
  const params = { before, due: data.due?.day ?? '' }
  const notice = { params, choices: [{ say: 'feedback.button.show', token: `show ${id}` }] }
  const withUnit = data.lead !== undefined && (data.state === 'dispatched' || data.state === 'accepted')
  return [
    // Before it is dispatched nobody has promised them a day.
    ...(data.lead === undefined ? [] : toReporters(id, data, 'feedback.told.date-moved', { params })),
    ...(withUnit && data.lead !== undefined
      ? toUnit(org, data.lead, id, data, 'feedback.told.date-moved-unit', notice)
      : toOfficers(org, id, data, 'feedback.told.date-moved-unit', notice)),
  ]
}
