import { z } from 'zod'
import { Case } from '../feedback/case.ts'
import { query } from '../kernel/operation.ts'
import { Warning } from '../warnings/warning.ts'
import { type Anew, caseAnew, warningAnew } from './anew.ts'

const Row = z.object({
  what: z.enum(['case', 'warning']),
  number: z.string(),
  /** The day that people were told. */
  promised: z.string(),
  /** The day as the calendar has it now, and whether a list that is still to come may move it. */
  anew: z.string(),
  provisional: z.boolean(),
})
export type Provisional = z.infer<typeof Row>

export const list = query({
  name: 'calendar.provisional',
  summary: 'List the provisional last days of open cases and warnings, and what they become by the calendar of now',
  allow: ['officer', 'director', 'auditor'],
  input: z.object({}),
  output: z.object({ rows: z.array(Row) }),
  async run(context) {
    const rows: Provisional[] = []
    const where = { 'data.due.provisional': true }
    const { actor } = context
    const row = (what: Provisional['what'], number: string, office: string, found: Anew | undefined): void => {
      if (found === undefined || (actor.kind === 'person' && !actor.units.includes(office))) return
      const { promised, anew } = found
      rows.push({ what, number, promised: promised.day, anew: anew.day, provisional: anew.provisional })
    }
    for await (const { data } of context.read(Case).stream({ where }))
      row('case', data.number, data.office, caseAnew(context, data))
    for await (const { data } of context.read(Warning).stream({ where }))
      row('warning', data.number, data.office, warningAnew(context, data))
    return { rows }
  },
})
