import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import { organisation } from '../people/index.ts'
import { excludedPeople } from './concerned.ts'
import { OPEN, OWED } from './lifecycle.ts'
import { personChoices, tellWarned } from './notices.ts'
import { stepped } from './step.ts'
import { dueAnew } from './timer.ts'
import { Warning } from './warning.ts'

/** A last day that was counted on weekends only is counted anew; whoever still owes something hears where it moved. */
export const settleDue = operation({
  name: 'warnings.settleDue',
  summary: 'Count the provisional last day of a warning anew after the official list of a year was announced',
  allow: 'system',
  input: z.object({ warning: z.string() }),
  output: z.object({ id: z.string() }),
  async run(context, { warning }) {
    const stored = await context.load(Warning, warning)
    const { id, data } = stored
    const due = dueAnew(context.content, data.due)
    const same = due.day === data.due.day
    if (!OPEN.includes(data.state) || (same && due.provisional === data.due.provisional)) return answer({ id })
    if (same) return change(Warning, stored, { ...data, due })
    const org = await organisation(context)
    const note = `${data.due.day} → ${due.day}`
    const [next, timers] = stepped(context, id, data, { due }, { step: 'settleDate', channel: 'system', note })
    const may = await excludedPeople(context, org, data.ground.case)
    const told = OWED.includes(data.state)
      ? tellWarned(context.content, org, may, id, next, 'warnings.told.date-moved', {
          params: { before: data.due.day },
          choices: personChoices(id, next),
        })
      : []
    return change(Warning, stored, next, [...told, ...timers])
  },
  outputOf: ({ id }: { id: string }) => ({ id }),
})
